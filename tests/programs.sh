#!/bin/sh
# The programs that the tests open: two browsers, LibreOffice for slides, workbooks and texts, poppler for documents, zbar for codes, strace, a Khmer
# font. What is missing is installed from Debian's packages where that is allowed; otherwise one line says what is missing.
set -u
missing=""
[ -n "${TICW_BROWSER:-}" ] || command -v chromium google-chrome google-chrome-stable chromium-browser chrome >/dev/null 2>&1 || missing="$missing chromium"
[ -n "${TICW_FIREFOX:-}" ] || command -v firefox-esr firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
{ command -v soffice && find /usr/lib/libreoffice /opt/libreoffice* -name libsclo.so | grep -q .; } >/dev/null 2>&1 || missing="$missing libreoffice-impress libreoffice-calc"
find /usr/lib/libreoffice /opt/libreoffice* -name libswlo.so 2>/dev/null | grep -q . || missing="$missing libreoffice-writer"
command -v zbarimg >/dev/null || missing="$missing zbar-tools"
command -v strace >/dev/null || missing="$missing strace"
command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
[ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" -iname '*khmer*' 2>/dev/null | head -n 1)" ] || missing="$missing fonts-noto-core"
[ -n "$missing" ] || exit 0

sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo -n"
if command -v apt-get >/dev/null && $sudo true 2>/dev/null; then
    # shellcheck disable=SC2086
    $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "The tests need what could not be installed here: apt-get install$missing (browsers elsewhere: TICW_BROWSER=/path, TICW_FIREFOX=/path)" >&2
exit 1
