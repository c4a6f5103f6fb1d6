#!/bin/sh
# Makes an OCI image of the newest Debian package in a folder, by whichever of buildah,
# podman and docker is there.
#
#	generator/packaging/image.sh FOLDER
#
# The image is IMAGE, broadsheet unless that says otherwise; it begins with BASE
# where the Containerfile's own base cannot be fetched or is not wanted. What
# the tools want to be told besides, such as --isolation=chroot, is in IMAGE_FLAGS.
set -eu
containerfile=$(cd "$(dirname "$0")" && pwd)/Containerfile
package=$(ls -t "$1"/broadsheet_*.deb | head -n 1)
for tool in buildah podman docker none; do
	! command -v $tool >/dev/null 2>&1 || break
done
if [ $tool = none ]; then
	echo "an image needs buildah, podman or docker: install one of them" >&2
	exit 1
fi
# Only the package is handed over, and not all that was compiled.
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT
cp "$package" "$context"
# Word by word, as IMAGE_FLAGS is meant.
# shellcheck disable=SC2086
$tool build ${IMAGE_FLAGS-} ${BASE:+--build-arg "BASE=$BASE"} -t "${IMAGE:-broadsheet}" -f "$containerfile" "$context"
