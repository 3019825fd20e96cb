#!/bin/sh
# Adds the example's sources to a store:  sh examples/add_sources.sh out/sources.db
# A page and a Markdown file say themselves who published them and when; of other files the editor says it.
set -eu
store=$1
sources=$(dirname "$0")/sources

verifier sources add --store "$store" "$sources/ministry-release.html" "$sources/rights-report.md"
verifier sources add --store "$store" "$sources/prime-minister-order.docx" \
    --publisher "Office of the Prime Minister of Karvenia" --date 2026-03-02 \
    --url https://pm.karvenia.example/orders/2026-07
verifier sources add --store "$store" "$sources/un-brief.pdf" --kind report \
    --publisher "United Nations River Basins Office" --date 2026-01-20 \
    --url https://basins.un.example/briefs/mercury-2026
verifier sources add --store "$store" "$sources/wire-story.txt" --kind wire \
    --publisher "Meridian Wire" --author "Tomas Areld" --date 2026-03-11 \
    --url https://meridianwire.example/2026/03/11/dunmar-sorrel
