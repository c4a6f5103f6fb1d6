# For zsh.

# In single quotes, and so that brackets and colons do not end a text of _arguments.
function quoted(text) {
	gsub(/\\|\[|\]|:/, "\\\\&", text)
	gsub(/'/, "'\\''", text)
	return text
}

function offer(kind) {
	if (kind == "none")
		return ""
	return ":" kind ":" (kind == "file" ? "_files" : kind == "folder" ? "_files -/" : "")
}

$1 == "command" {
	name[++count] = $2
	list = list "\t\t'" $2 ":" quoted($3) "'\n"
	argument[$2] = $4 == "none" ? "" : " '*" offer($4) "'"
}

$1 == "option" {
	told = "'[" quoted($6) "]" offer($5) "'"
	long = $4 ($5 == "none" ? "" : "=")
	if ($3 == "")
		options[$2] = options[$2] " \\\n\t\t\t'" long "'" told
	else
		options[$2] = options[$2] " \\\n\t\t\t'(" $3 " " $4 ")'{" $3 "," long "}" told
}

END {
	print "#compdef broadsheet"
	print "# Made by generator/completions/completions.sh\n"
	print "_broadsheet()\n{"
	print "\tlocal curcontext=$curcontext state line\n\ttypeset -A opt_args"
	print "\tlocal -a commands=(\n" list "\t)"
	print "\tlocal -a help=('help:tell of a command')"
	print "\t_arguments -C '(- *)'{-h,--help}'[show this help]' '(- *)--version[show the version]' \\"
	print "\t\t'1:command:->command' '*::argument:->argument' && return"
	print "\tif [[ $state == command ]]; then"
	print "\t\t_describe command commands -- help"
	print "\t\treturn\n\tfi"
	print "\tcase $words[1] in"
	for (i = 1; i <= count; i++)
		print "\t" name[i] ")\n\t\t_arguments -s -S" options[name[i]] argument[name[i]] " ;;"
	print "\thelp)\n\t\t_describe command commands ;;"
	print "\tesac"
	print "}\n"
	print "_broadsheet \"$@\""
}
