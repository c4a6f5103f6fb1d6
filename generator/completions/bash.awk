# For bash 4 and later.

function offer(kind) {
	return kind == "file" || kind == "folder" ? "_broadsheet_" kind "s" : ":"
}

$1 == "command" {
	commands = commands $2 " "
	name[++count] = $2
	argument[$2] = offer($4)
}

$1 == "option" {
	words[$2] = words[$2] ($3 == "" ? "" : $3 " ") $4 " "
	if ($5 != "none")
		values = values "\t" ($3 == "" ? "" : $2 $3 " | ") $2 $4 ") " offer($5) " \"$word\"; return ;;\n"
}

END {
	print "# Made by generator/completions/completions.sh"
	print "_broadsheet_files()\n{\n\tcompopt -o filenames\n\tmapfile -t COMPREPLY < <(compgen -f -- \"$1\")\n}\n"
	print "_broadsheet_folders()\n{\n\tcompopt -o filenames\n\tmapfile -t COMPREPLY < <(compgen -d -- \"$1\")\n}\n"
	print "_broadsheet_words()\n{\n\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$2\")\n}\n"
	print "_broadsheet()\n{"
	print "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}"
	print "\tlocal command=${COMP_WORDS[1]} words= arguments=:"
	print "\tCOMPREPLY=()"
	print "\tif ((COMP_CWORD == 1)); then"
	print "\t\t_broadsheet_words '" commands "help --help --version' \"$word\""
	print "\t\treturn"
	print "\tfi"
	print "\t# --option=value comes as three words."
	print "\tif [[ $word == = ]]; then\n\t\tword="
	print "\telif [[ $before == = ]]; then\n\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}\n\tfi"
	print "\tcase $command$before in"
	printf "%s", values
	print "\tesac"
	print "\tcase $command in"
	for (i = 1; i <= count; i++)
		print "\t" name[i] ") words='" words[name[i]] "' arguments=" argument[name[i]] " ;;"
	print "\thelp) _broadsheet_words '" commands "' \"$word\" ;;"
	print "\tesac"
	print "\tif [[ $word == -* ]]; then"
	print "\t\t_broadsheet_words \"$words\" \"$word\""
	print "\telse"
	print "\t\t$arguments \"$word\""
	print "\tfi"
	print "}\n"
	print "complete -F _broadsheet broadsheet"
}
