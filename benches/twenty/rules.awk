# Reads `tadashi check --format statistics`, gives the counts rule by rule; exit code 2 if anything else was found, 3 if nothing was
# counted.
# With `-v codes=1` it gives the codes of all else, as `tadashi check --format concise` writes them.
BEGIN {
  rule["schema"] = 1
  rule["organisation"] = rule["organisation.contact"] = 2
  rule["systems"] = 3
  rule["system.id"] = 4
  rule["system.purpose"] = 5
  rule["system.risk_tier"] = 6
  rule["bench.twenty/r07-retired"] = 7
  rule["system.owner"] = rule["owner.email"] = 8
  rule["bench.twenty/r09-assessed"] = 9
  rule["bench.twenty/r10-recent"] = rule["assessment.date"] = 10
  rule["bench.twenty/r11-overseen"] = rule["oversight.required"] = rule["oversight.role"] = 11
  rule["bench.twenty/r12-notice"] = rule["transparency.notice_url"] = 12
  rule["bench.twenty/r13-watched"] = rule["monitoring.interval_days"] = 13
  rule["monitoring.metrics"] = 14
  rule["system.vendor"] = 15
  rule["bench.twenty/r16-agreed"] = rule["vendor.dpa_signed"] = 16
  rule["bench.twenty/r17-closed"] = rule["incident.severity"] = rule["incident.root_cause"] = 17
  rule["exemption.reason"] = rule["exemption.approved_by"] = rule["exemption.expires"] = 18
  rule["bench.twenty/r19-current"] = 19
}
# `12 error[manifest/bad-email] organisation.contact`
$1 ~ /^[0-9]+$/ && $2 ~ /^[a-z]+\[/ {
  split($2, part, /[\[\]]/)
  at = (part[2] in rule) ? rule[part[2]] : (($3 in rule && part[2] ~ /^manifest\//) ? rule[$3] : 0)
  if (part[2] == "manifest/duplicate-id") at = ($3 == "system.id") ? 20 : 0
  if (at && part[1] == "error") count[at] += $1
  else if (part[1] != "note") {
    if (codes) print "[" part[2] "]"
    if (part[1] == "error") other = 1
  }
}
# No manifest was there to be judged.
$2 == "error[engine/no-manifest]" || $2 == "error[workspace/no-such-path]" { nothing = 1 }
$2 == "in" && $3 == "total" { counted = 1 }
END {
  if (codes) exit
  if (!counted || nothing) { print "nothing was counted" > "/dev/stderr"; exit 3 }
  printf "{\"findings\": {"
  for (at = 1; at <= 20; at++) {
    printf "%s\"R%02d\": %d", (at > 1 ? ", " : ""), at, count[at]
    total += count[at]
  }
  printf "}, \"total\": %d}\n", total
  exit (other ? 2 : 0)
}
