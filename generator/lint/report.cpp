#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "lint/lint.hpp"

namespace tenon::lint {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// "takes SHARE on users and reads all of it".
std::string lock_sentence(const Finding& finding, const Finding::Held& held) {
  const std::string text = "takes " + held.mode + " on " + held.relation;
  if (contains(finding.rewrites, held.relation)) return text + " and writes all of it anew";
  if (contains(finding.scans, held.relation)) return text + " and reads all of it";
  if (!finding.scans.empty()) return text + " while all of " + finding.scans.front() + " is read";
  return text + " for a moment";
}

std::string wait_sentence(const Finding& finding) {
  std::vector<std::string> who;
  for (const Finding::Held& held : finding.locks)
    if (!held.waiting.empty()) who.push_back(held.waiting + " of " + held.relation);
  if (who.empty()) return {};
  return "until it is done, and while it waits its turn behind queries that run, wait: " +
         base::join(who, "; ");
}

}  // namespace

base::Diagnostic to_diagnostic(const Finding& finding) {
  base::Diagnostic made;
  made.severity = finding.severity;
  made.code = finding.rule;
  made.message = finding.message;
  made.span = finding.span;
  for (const Finding::Held& held : finding.locks)
    if (!held.waiting.empty()) made.notes.push_back({lock_sentence(finding, held), {}});
  const std::string waits = wait_sentence(finding);
  if (!waits.empty()) made.notes.push_back({waits, {}});
  if (!finding.note.empty()) made.notes.push_back({finding.note, {}});
  if (finding.safe.empty()) return made;
  std::string safe = "safe is";
  for (const std::string& line : finding.safe) safe += "\n  " + line;
  made.notes.push_back({safe, {}});
  return made;
}

nlohmann::json to_json(const std::vector<Finding>& findings, const base::Sources& sources) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& one : findings) {
    const bool has_place = one.span.known();
    const base::Position place =
        has_place ? sources.position(one.span.source, one.span.begin) : base::Position{0, 0};
    nlohmann::json locks = nlohmann::json::array();
    for (const Finding::Held& held : one.locks)
      locks.push_back({{"relation", held.relation}, {"mode", held.mode}, {"waits", held.waiting}});
    list.push_back({{"file", has_place ? sources.path(one.span.source) : std::string{}},
                    {"line", place.line},
                    {"column", place.column},
                    {"severity", one.severity == base::Severity::error ? "error" : "warning"},
                    {"rule", one.rule},
                    {"hazard", one.hazard},
                    {"message", one.message},
                    {"locks", std::move(locks)},
                    {"rewrites", one.rewrites},
                    {"scans", one.scans},
                    {"safe", base::join(one.safe, "\n")},
                    {"note", one.note}});
  }
  return list;
}

}  // namespace tenon::lint
