window.broadsheetAuthors=[
["李军",2,"2022"],
["张波",2,"2022"]
];
