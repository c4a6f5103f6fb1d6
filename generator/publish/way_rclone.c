#include "publish/way.h"
const struct way way_rclone = { 0 };
