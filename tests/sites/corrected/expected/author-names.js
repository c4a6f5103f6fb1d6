window.broadsheetAuthors=[
["李军",3,"2022"],
["张波",2,"2022"]
];
