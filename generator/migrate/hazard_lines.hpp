// The head of a script whose operations became others: what they do to rows and programs is said
// there, and who reviews it has nothing else to go by.
#pragma once

#include <string>
#include <vector>

#include "migrate/script.hpp"

namespace tenon::migrate {

/// The hazards of the operations, each once.
std::vector<schema::Hazard> hazards_of(const schema::Operations& operations,
                                       const schema::Schema& before, const std::string& dialect);

/// `text` is the file of `script`. Lines of hazards that only the operations `before` had go, those
/// that only the ones of `now` have come, and with a new loss of data the question whether it is
/// accepted: reasons stay with the losses that they were given for. In how many transactions it
/// runs is counted again. Everything else stays to the byte.
std::string with_head(const std::string& text, const Script& script,
                      const std::vector<schema::Hazard>& before,
                      const std::vector<schema::Hazard>& now);

}  // namespace tenon::migrate
