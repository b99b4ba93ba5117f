#include <tenon/row.hpp>

#include <tenon/error.hpp>

namespace tenon {

void Row::refuse_enumerator(int column, std::string_view found) const {
  // The text is one of a closed set, not a user's data, and without it nobody could act.
  throw Error{ErrorKind::bad_value, "column '" + std::string{name(column)} + "' holds '" +
                                        std::string{found.substr(0, 80)} +
                                        "', which this program does not know"};
}

}  // namespace tenon
