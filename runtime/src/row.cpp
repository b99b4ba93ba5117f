#include <tenon/row.hpp>

#include <stdexcept>

#include <tenon/error.hpp>

namespace tenon {

void Row::refuse_enumerator(int column, std::string_view found) const {
  if (is_sample()) return;
  // The text is one of a closed set, not a user's data, and without it nobody could act.
  throw Error{ErrorKind::bad_value, "column '" + std::string{name(column)} + "' holds '" +
                                        std::string{found.substr(0, 80)} +
                                        "', which this program does not know"}
      .set_stored(true);
}

void Row::refuse_stored(int column) const {
  if (is_sample()) return;
  const auto refuse = [&](const char* why) {
    throw Error{ErrorKind::bad_value,
                "column '" + std::string{name(column)} + "' holds a value that is refused: " + why}
        .set_stored(true);
  };
  try {
    throw;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::bad_value) refuse(error.what());
    throw;
  } catch (const std::invalid_argument& error) {
    refuse(error.what());
    throw;
  }
}

Rows detail::Cursor::elements_of(const Cursor& other, int column) { return other.elements(column); }

void Row::get(int column, std::vector<Decimal>& out, Numeric type) const {
  Rows list = elements(column);
  out.clear();
  out.reserve(list.known_size());
  while (list.next()) list.row().get(0, out.emplace_back(), type);
}

void Row::get(int column, std::optional<std::vector<Decimal>>& out, Numeric type) const {
  if (is_null(column)) {
    out.reset();
  } else {
    get(column, out.emplace(), type);
  }
}

bool Row::is_present(int first, int count, std::initializer_list<int> required) const {
  bool present = false;
  for (int i = 0; i < count; ++i) present = present || !is_null(first + i);
  if (!present) return false;
  std::string missing;
  for (const int i : required)
    if (is_null(first + i))
      missing += (missing.empty() ? "'" : ", '") + std::string{name(first + i)} + "'";
  if (missing.empty()) return true;
  throw Error{ErrorKind::bad_value, "NULL in " + missing +
                                        ", beside columns of the same value "
                                        "object that are not NULL"}
      .set_stored(true);
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
