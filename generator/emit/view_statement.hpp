// How a statement becomes C++: its constant, the parameters of the function that sends it, the
// values it is sent with, and how what it gives back is read.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emit/column_lists.hpp"
#include "model/model.hpp"
#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

/// What a method needs that hands its parameters on to a statement: name, sql (the constant),
/// parameters, arguments, deprecated.
nlohmann::json statement_view(const model::Entity& entity, const query::Statement& statement,
                              const std::vector<const schema::Dialect*>& dialects,
                              const ColumnLists& lists = {});

/// "created_at, id": an order as people read it.
std::string order_text(const query::Statement& statement);

/// The elements of a parameter array. `source` names the object that has a column's value; "" is
/// the clock's time.
std::string params(const model::Entity& entity, const std::vector<query::Column>& columns,
                   const std::function<std::string(const query::Column&)>& source);

/// The lines that read what a statement gives back into members of `local`.
std::vector<std::string> result_reads(const model::Entity& entity,
                                      const query::Statement& statement, const std::string& local);

bool any_encoded(const std::vector<query::Column>& columns);

/// What a function of parameters takes, is called with, and what its caller declares when a Codec
/// makes one of them: <what>_encoded, <what>_encoded_argument, <what>_encoded_local.
void add_encoded(const std::string& what, bool is_needed, nlohmann::json& view);

}  // namespace tenon::emit
