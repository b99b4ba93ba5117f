// What `tenon revision` does, in process: headers → model → schema → a revision folder, read back
// as the Migrator takes it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tenon/revision.hpp>

#include "migrate/store.hpp"
#include "schema/schema.hpp"

namespace chinook {

/// The schema that the headers of the music store describe. Each of `changed`, a path below the
/// folder changed, stands in for the store's header of the same name. Throws std::runtime_error
/// with what the user would be told.
tenon::schema::Schema read_schema(const std::vector<std::string>& changed);

/// A folder of revisions, gone afterwards. Everything throws std::runtime_error with what the user
/// would be told.
class Revisions {
 public:
  Revisions();
  Revisions(const Revisions&) = delete;
  Revisions& operator=(const Revisions&) = delete;
  ~Revisions();

  /// Writes the revision that leads from the fold of those that are there to `wanted`. Returns its
  /// operations as people read them: none when there was nothing to do and nothing was written.
  std::vector<std::string> add(const std::string& message, const tenon::schema::Schema& wanted);

  /// The schema after all of them.
  tenon::schema::Schema fold() const;
  std::vector<tenon::Revision> stored() const;

 private:
  std::filesystem::path root_;
};

}  // namespace chinook
