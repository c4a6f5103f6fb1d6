#!/bin/sh
# Prints a file as C: weights.bin becomes the bytes weights_builtin, and desk.js
# desk_js_builtin, which end with a NUL that weights_builtin_size does not count. One long string, for a
# list of numbers takes compilers a hundred times as long.
#
#	generator/builtin.sh FILE
set -eu
name=$(basename "$1" .bin | tr . _)_builtin
echo "#include <stddef.h>"
echo '#pragma GCC diagnostic ignored "-Woverlength-strings"'
echo "extern const char ${name}[];"
echo "extern const size_t ${name}_size;"
echo "const char ${name}[] = \"\""
od -An -v -to1 -w64 "$1" | sed 's/ /\\/g; s/.*/"&"/'
echo ";"
echo "const size_t ${name}_size = sizeof(${name}) - 1;"
