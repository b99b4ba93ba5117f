#include <tenon/row.hpp>

#include <tenon/error.hpp>

namespace tenon {

void Row::refuse_enumerator(int column, std::string_view found) const {
  // The text is one of a closed set, not a user's data, and without it nobody could act.
  throw Error{ErrorKind::bad_value, "column '" + std::string{name(column)} + "' holds '" +
                                        std::string{found.substr(0, 80)} +
                                        "', which this program does not know"};
}

const Row& Rows::only() {
  if (!next()) detail::refuse_no_row();
  return row();
}

void detail::refuse_no_row() {
  throw Error{ErrorKind::misuse,
              "the statement gave back no row: a trigger or a rule of the table left it out"};
}

}  // namespace tenon
