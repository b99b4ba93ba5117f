// The lists of columns that a repository's statements share: each is written once, as a member of
// one constant, and stands by name in the statements.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "query/render.hpp"
#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

struct ColumnLists {
  std::string constant;     ///< "user_columns"; "" where statements spell their lists
  std::string definition;   ///< its members
  query::NamedLists named;  ///< what stands for a list, by the list
  std::size_t created = 0;  ///< columns of a new row
  std::size_t row = 0;      ///< columns of a whole row

  /// So many columns of a new row or a whole one, said so that it stays true with a column more.
  std::string count(std::size_t columns) const;
  /// The same of a whole row but for some columns.
  std::string count_of_row(std::size_t columns) const;
};

/// The lists of an entity that has these statements.
ColumnLists column_lists(const model::Entity& entity, const std::string& stem,
                         const std::vector<query::Statement>& statements,
                         const std::vector<const schema::Dialect*>& dialects);

}  // namespace tenon::emit
