// A live database beside a schema, as `check --database` and `diff` look at them: both sides in the
// server's own spelling, without what Tenon has nothing to do with.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "schema/operation.hpp"

namespace tenon::command {

/// Takes the tables, views and enum types out of `live` that none of `known` has: Tenon did not
/// make them; and what models cannot say of the others, as foreign keys to such tables. Returns
/// what they are, for people: `table spatial_ref_sys`.
std::vector<std::string> take_strangers(schema::Schema& live,
                                        std::initializer_list<const schema::Schema*> known);

/// `schema` as this server shows it, with the old names that the models declare.
schema::Schema spelled_by(Connection& connection, const schema::Schema& schema);
/// The same beside what the database has: by far faster where most of it is the same, and where
/// nothing may be made, too. `notes` receives what was not compared as usual.
schema::Schema spelled_by(Connection& connection, const schema::Schema& schema,
                          const schema::Schema& live, std::vector<std::string>& notes);

/// One line for each, or the list as JSON.
void print_operations(const schema::Operations& operations, bool as_json);

}  // namespace tenon::command
