// Writes the next revision: what leads from the fold of the revisions to the schema that the models
// describe, as operations and as SQL for each database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "migrate/store.hpp"
#include "schema/plan.hpp"
#include "schema/schema.hpp"

namespace tenon::migrate {

struct Request {
  std::string message;
  std::string id;         ///< "" = made from what the revision says
  std::string parent;     ///< an id or its beginning; "" = the head
  long long seconds = 0;  ///< since 1970, UTC: its time
  std::vector<std::string> dialects;
  schema::PlanOptions plan = {};
  std::vector<std::string> drops;    ///< "table" or "table.column": truly dropped, not renamed
  std::vector<std::string> renames;  ///< "old:new", see renames.hpp
  bool may_be_empty = false;
  std::string code;  ///< a step in C++ that the way up ends with; "" = none
};

/// The revisions on which a new one builds: the parent of the request, else the head. Several heads
/// are an error [several-heads].
std::vector<std::string> parents_of(const Request& request, const Store& store,
                                    base::Diagnostics& diagnostics);

/// What differs between the fold at `parents` and `wanted`. A drop and an add that look like a
/// rename are errors [ambiguous-rename], unless the request says what they are. What it says and
/// what does not happen is an error, too [unknown-rename], [unknown-drop].
schema::Operations changes(const Request& request, const Store& store,
                           const std::vector<std::string>& parents, const schema::Schema& wanted,
                           base::Diagnostics& diagnostics);

/// The revision with these parents and operations: id, folder and scripts are made. None after an
/// error [revision-id], or when the revisions before it are not in order.
std::optional<StoredRevision> complete(const Request& request, const Store& store,
                                       std::vector<std::string> parents,
                                       schema::Operations operations,
                                       base::Diagnostics& diagnostics);

/// The revision, with everything in it; none when there is nothing to do or something is wrong.
std::optional<StoredRevision> make_revision(const Request& request, const Store& store,
                                            const schema::Schema& wanted,
                                            base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
