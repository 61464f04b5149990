#!/bin/sh
# Makes NotoSansSC-GB2312.otf from the Noto Sans CJK font that is installed (Debian: fonts-noto-cjk).
# The letters are those of GB2312 and ASCII; needs fonttools. Usage: sh report/fonts/make.sh NotoSansCJK-Regular.ttc
set -eu
here=$(dirname "$0")
letters=$(mktemp)
python3 - >"$letters" <<'PYTHON'
codes = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
print("".join(map(chr, range(0x20, 0x7F))) + "\u2030\u2212\u00b1\u00b2\u2082", end="")
print("".join(code.decode("gb2312", "ignore") for code in codes))
PYTHON
SOURCE_DATE_EPOCH=0 pyftsubset "$1" --font-number=2 --text-file="$letters" --no-hinting \
    --layout-features='' --drop-tables+=vhea,vmtx,VORG,BASE,GSUB,GPOS --output-file="$here/NotoSansSC-GB2312.otf"
rm -f "$letters"
