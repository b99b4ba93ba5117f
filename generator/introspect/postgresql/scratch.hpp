// Scratch schemas, in a transaction that is rolled back: what is made there is read as this server
// shows it.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/postgresql/catalog.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {

/// The default schema there; the others have it before their names: tenon_scratch_audit.
inline constexpr const char* scratch_schema = "tenon_scratch";

class Scratch {
 public:
  /// Begins the transaction; nothing of `part` is made yet. It is all of `whole`, or some of it: a
  /// query of a view finds there what `whole` has. Throws tenon::Error when the role may not make
  /// schemas.
  Scratch(Connection& connection, const schema::Schema& part, const schema::Schema& whole);
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  /// Rolls back, also when something throws.
  ~Scratch();

  /// `part` with the names of the scratch schemas.
  const schema::Schema& copy() const { return copy_; }
  /// The schema's own name of one that is here.
  std::string shown(const std::string& name) const;
  /// What is there by now, under the schemas' own names.
  schema::Schema read();

 private:
  void move(std::string& schema);
  void move(schema::Table& table);

  Connection& connection_;
  schema::Schema copy_;
  SchemaNames names_{{scratch_schema, ""}};
};

}  // namespace tenon::introspect::postgresql
