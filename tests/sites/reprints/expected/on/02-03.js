window.broadsheetDay={label:"2月3日",rows:[
["仓容资金运力要落实","2023/02/03/01-1.html","2023-02-03","2023年2月3日"]
]};
