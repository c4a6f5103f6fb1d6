# The measurements of results.tsv as a table, or with json=1 as JSON: medians of
# all runs that did the same. One line a run: articles, place, what, by whom, then
# the numbers of measure.c.
BEGIN { FS = "\t"; count = split("wall user system memory written_files written_bytes files bytes", names, " ") }
{
	key = $1 FS $2 FS $3 FS $4
	if (!(key in runs))
		keys[++all] = key
	n = ++runs[key]
	for (i = 1; i <= count; i++)
		value[key, i, n] = $(i + 4)
}

function median(key, i,    n, a, b, v, sorted) {
	n = runs[key]
	for (a = 1; a <= n; a++) {
		v = value[key, i, a] + 0
		for (b = a - 1; b > 0 && sorted[b] > v; b--)
			sorted[b + 1] = sorted[b]
		sorted[b + 1] = v
	}
	return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function busy(key) {
	return median(key, 2) + median(key, 3)
}

function share(part, whole) {
	if (whole <= 0)
		return ""
	return part < whole ? sprintf("%.1f %%", 100 * part / whole) : sprintf("%.1f x", part / whole)
}

# What that size and place is held against: our full build, and the writing alone.
function measures(    k, part) {
	for (k = 1; k <= all; k++) {
		split(keys[k], part, FS)
		if (part[3] == "full build" && part[4] == "broadsheet")
			full[part[1], part[2]] = busy(keys[k])
		if (part[4] == "a C program")
			least[part[1], part[2]] = busy(keys[k])
	}
}

function show_table(    k, part, room) {
	measures()
	for (k = 1; k <= all; k++) {
		split(keys[k], part, FS)
		if (part[1] FS part[2] != room) {
			room = part[1] FS part[2]
			printf "\n%s articles, on %s\n", part[1], part[2] == "disk" ? "the disk" : "a file system in memory"
			printf "  %-50s %8s %8s %8s %8s %8s %12s %10s\n", "", "wall s", "CPU s", "MB peak", "files", "MB",
				"of our full", "of writing"
		}
		printf "  %-50s %8.2f %8.2f %8.0f %8d %8.1f %12s %10s\n", part[4] ": " part[3], median(keys[k], 1), busy(keys[k]),
			median(keys[k], 4) / 1000, median(keys[k], 5), median(keys[k], 6) / 1e6,
			share(busy(keys[k]), full[part[1], part[2]]), share(busy(keys[k]), least[part[1], part[2]])
	}
	print "\nThe last two columns are shares of processor seconds."
}

function show_json(    k, i, n, part) {
	printf "\"results\": ["
	for (k = 1; k <= all; k++) {
		split(keys[k], part, FS)
		printf "%s\n  {\"articles\": %d, \"place\": \"%s\", \"program\": \"%s\", \"what\": \"%s\", \"runs\": %d", \
			(k > 1 ? "," : ""), part[1], part[2], part[4], part[3], runs[keys[k]]
		for (i = 1; i <= count; i++)
			printf ", \"%s\": %s", names[i], median(keys[k], i)
		printf ", \"walls\": ["
		for (n = 1; n <= runs[keys[k]]; n++)
			printf "%s%s", (n > 1 ? ", " : ""), value[keys[k], 1, n]
		printf "]}"
	}
	print "\n]"
}

END { if (json) show_json(); else show_table() }
