# The measurements of results.tsv as a table, or with json=1 as JSON: medians of
# all runs that did the same. One line a run: articles, what, by whom, then the
# numbers of measure.c.
BEGIN { FS = "\t"; count = split("wall user system memory written_files written_bytes files bytes", names, " ") }
{
	key = $1 FS $2 FS $3
	if (!(key in runs))
		keys[++all] = key
	n = ++runs[key]
	for (i = 1; i <= count; i++)
		value[key, i, n] = $(i + 3)
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

function share(part, whole) {
	if (whole <= 0)
		return ""
	return part < whole ? sprintf("%.1f %%", 100 * part / whole) : sprintf("%.1f x", part / whole)
}

function show_table(    k, part, full, size, cpu) {
	for (k = 1; k <= all; k++) {
		split(keys[k], part, FS)
		if (part[1] != size) {
			size = part[1]
			printf "\n%s articles\n", size
			printf "  %-34s %9s %9s %9s %9s %9s  %s\n", "", "wall s", "CPU s", "MB peak", "files", "MB", "of our full build (wall, CPU)"
		}
		cpu = median(keys[k], 2) + median(keys[k], 3)
		if (part[3] == "broadsheet" && part[2] == "full build") {
			full = median(keys[k], 1)
			busy = cpu
		}
		printf "  %-34s %9.2f %9.2f %9.0f %9d %9.1f  %s, %s\n", part[3] ": " part[2], median(keys[k], 1), cpu,
			median(keys[k], 4) / 1000, median(keys[k], 5), median(keys[k], 6) / 1e6, share(median(keys[k], 1), full), share(cpu, busy)
	}
}

function show_json(    k, i, n, part) {
	printf "\"results\": ["
	for (k = 1; k <= all; k++) {
		split(keys[k], part, FS)
		printf "%s\n  {\"articles\": %d, \"program\": \"%s\", \"what\": \"%s\", \"runs\": %d", (k > 1 ? "," : ""), part[1], part[3], part[2], runs[keys[k]]
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
