# For fish.

function quoted(text) {
	gsub(/['\\]/, "\\\\&", text)
	return "'" text "'"
}

$1 == "command" {
	commands = commands $2 " "
	list = list "complete -c broadsheet -n __fish_use_subcommand -a " $2 " -d " quoted($3) "\n"
	if ($4 == "file")
		list = list "complete -c broadsheet -n '__fish_seen_subcommand_from " $2 "' -F\n"
	if ($4 == "folder")
		list = list "complete -c broadsheet -n '__fish_seen_subcommand_from " $2 "' -a '(__fish_complete_directories)'\n"
}

$1 == "option" {
	list = list "complete -c broadsheet -n '__fish_seen_subcommand_from " $2 "'"
	if ($3 != "")
		list = list " -s " substr($3, 2)
	list = list " -l " substr($4, 3)
	if ($5 == "file")
		list = list " -r -F"
	if ($5 == "folder")
		list = list " -x -a '(__fish_complete_directories)'"
	if ($5 == "text")
		list = list " -x"
	list = list " -d " quoted($6) "\n"
}

END {
	print "# Made by generator/completions/completions.sh"
	print "complete -c broadsheet -f"
	print "complete -c broadsheet -n __fish_use_subcommand -s h -l help -d 'show this help'"
	print "complete -c broadsheet -n __fish_use_subcommand -l version -d 'show the version'"
	print "complete -c broadsheet -n __fish_use_subcommand -a help -d 'tell of a command'"
	print "complete -c broadsheet -n '__fish_seen_subcommand_from help' -a '" commands "'"
	printf "%s", list
}
