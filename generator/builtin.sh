#!/bin/sh
# Prints a file as C: weights.txt becomes the bytes weights_builtin, which end
# with a NUL that weights_builtin_size does not count.
#
#	generator/builtin.sh FILE.txt
set -eu
name=$(basename "$1" .txt)_builtin
echo "#include <stddef.h>"
echo "extern const char ${name}[];"
echo "extern const size_t ${name}_size;"
echo "const char ${name}[] = {"
od -An -v -tu1 "$1" | sed 's/\([0-9][0-9]*\)/(char)\1,/g'
echo "0 };"
echo "const size_t ${name}_size = sizeof(${name}) - 1;"
