#!/bin/bash
# 一日一回の公開
set -euo pipefail

site="/srv/portal"
today=$(date +%F)
count=0

usage() {
    echo "使い方: $0 [-n] FILE" >&2
    exit 2
}

if [ $# -lt 1 ]; then
    usage
fi

for file in "$site"/*.csv; do
    if [[ -f "$file" && ! -L "$file" ]]; then
        name=$(basename "$file" .csv)
        echo "${name} を読みます"
        grep -v '^#' "$file" | sort | uniq -c > "/tmp/${name}.txt"
    else
        continue
    fi
done

while read -r line; do
    case "$line" in
        error*) echo 'だめ' ;;
        *) echo "$line" ;;
    esac
done < log.txt

shirube build --strict && rsync -a public/ "$site/$today/" || exit 1
export PATH="$HOME/bin:$PATH"
