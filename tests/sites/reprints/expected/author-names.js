window.broadsheetAuthors=[
];
