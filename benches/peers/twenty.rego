# The twenty rules of the benchmark. A finding is [rule, place].
package twenty

import rego.v1

email := `^[^@ ]+@[^@ ]+\.[^@ ]+$`

systems := object.get(input, "systems", [])

vendors := {vendor.id | some vendor in input.vendors}

places[id] contains at if {
	some at, system in systems
	id := system.id
}

findings contains ["R01", 0] if not input.schema == "ai-governance/v1"

findings contains ["R02", 0] if not regex.match(email, input.organisation.contact)

findings contains ["R03", 0] if count(systems) == 0

findings contains ["R04", at] if {
	some at, system in systems
	not regex.match(`^SYS-[0-9]{4}$`, system.id)
}

findings contains ["R05", at] if {
	some at, system in systems
	not count(system.purpose) >= 20
}

findings contains ["R06", at] if {
	some at, system in systems
	not system.risk_tier in {"minimal", "limited", "high", "prohibited"}
}

findings contains ["R07", at] if {
	some at, system in systems
	system.risk_tier == "prohibited"
	not system.status == "retired"
}

findings contains ["R08", at] if {
	some at, system in systems
	not regex.match(email, system.owner.email)
}

findings contains ["R09", at] if {
	some at, system in systems
	system.risk_tier == "high"
	not system.risk_assessment
}

findings contains ["R10", at] if {
	some at, system in systems
	system.risk_tier == "high"
	system.risk_assessment
	not system.risk_assessment.date >= "2025-06-30"
}

findings contains ["R11", at] if {
	some at, system in systems
	system.risk_tier == "high"
	not overseen(system)
}

overseen(system) if {
	system.human_oversight.required == true
	system.human_oversight.role != ""
}

findings contains ["R12", at] if {
	some at, system in systems
	system.risk_tier in {"high", "limited"}
	not startswith(system.transparency.notice_url, "https://")
}

findings contains ["R13", at] if {
	some at, system in systems
	system.status == "production"
	not system.monitoring.interval_days <= 90
}

findings contains ["R14", at] if {
	some at, system in systems
	system.monitoring
	not count(system.monitoring.metrics) >= 2
}

findings contains ["R15", at] if {
	some at, system in systems
	system.vendor
	not system.vendor in vendors
}

findings contains ["R16", at] if {
	some at, vendor in input.vendors
	not vendor.dpa_signed == true
}

findings contains ["R17", [at, nth]] if {
	some at, system in systems
	some nth, incident in system.incidents
	not handled(incident)
}

handled(incident) if {
	incident.severity in {"low", "medium", "high"}
	explained(incident)
}

explained(incident) if not incident.status == "closed"

explained(incident) if incident.root_cause != ""

findings contains ["R18", [at, nth]] if {
	some at, system in systems
	some nth, exemption in system.exemptions
	not complete(exemption)
}

complete(exemption) if {
	count(exemption.reason) >= 15
	exemption.approved_by != ""
	exemption.expires != ""
}

findings contains ["R19", [at, nth]] if {
	some at, system in systems
	some nth, exemption in system.exemptions
	exemption.expires < "2026-06-30"
}

findings contains ["R20", at] if {
	some same in places
	some at in same
	at != min(same)
}
