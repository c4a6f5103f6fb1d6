# Of the help of each command, below a line "Command: NAME SUMMARY", a table with
# tabs between:
#	command  NAME  SUMMARY  what its arguments are
#	option   NAME  -x or nothing  --long  what its value is  what it does
# An argument or value is a file, a folder, some text, or none.

function kind(word) {
	if (word ~ /FOLDER|OUTPUT/)
		return "folder"
	if (word ~ /FILE|TEMPLATE/)
		return "file"
	return word == "" ? "none" : "text"
}

# The first clause of what is told of an option.
function clause(text) {
	gsub(/  +/, " ", text)
	sub(/^ /, "", text)
	sub(/[;:.]( .*)?$/, "", text)
	return text
}

function end_option() {
	if (long != "")
		options = options "option\t" name "\t" short "\t" long "\t" kind(value) "\t" clause(told) "\n"
	long = ""
}

# What is left of the usage without options are the arguments.
function arguments(text) {
	gsub(/\[-[^]]*\](\.\.\.)?/, "", text)
	gsub(/--?[a-z-]+ [A-Z]+/, "", text)
	gsub(/[^A-Z ]/, "", text)
	gsub(/U /, "", text)
	gsub(/ /, "", text)
	return text
}

function end_command() {
	end_option()
	if (name != "")
		printf "command\t%s\t%s\t%s\n%s", name, summary, kind(arguments(usage)), options
	usage = options = ""
}

# Takes the next word off the line.
function word(   first) {
	first = line
	sub(/[ ,].*/, "", first)
	line = substr(line, length(first) + 1)
	return first
}

function begin_option() {
	end_option()
	line = $0
	sub(/^ +/, "", line)
	short = line ~ /^-[a-z],/ ? word() : ""
	sub(/^, /, "", line)
	long = word()
	value = ""
	if (line ~ /^ [A-Z]/) {
		sub(/^ /, "", line)
		value = word()
	}
	told = line
}

/^Command: / {
	end_command()
	name = $2
	summary = $0
	sub(/^Command: [a-z]+ /, "", summary)
	next
}

/^Usage:/ { in_usage = 1 }
/^$/ { in_usage = 0 }
in_usage { usage = usage $0; next }
/^ +(-[a-z], )?--[a-z]/ { begin_option(); next }
long != "" { told = told $0 }
END { end_command() }
