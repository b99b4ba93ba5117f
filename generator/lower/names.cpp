#include "lower/names.hpp"

#include "base/hash.hpp"

namespace tenon::lower {

std::string derived_name(std::string_view table, const std::vector<std::string>& columns,
                         std::string_view suffix) {
  std::string stem(table);
  for (const std::string& column : columns) stem += "_" + column;
  const std::string end = "_" + std::string(suffix);
  if (stem.size() + end.size() <= longest_name) return stem + end;

  const std::string mark = "_" + base::sha256(stem + end).substr(0, 8);
  std::size_t kept = longest_name - mark.size() - end.size();
  while (kept > 0 && (static_cast<unsigned char>(stem[kept]) & 0xc0) == 0x80)
    --kept;  // not inside a character
  return stem.substr(0, kept) + mark + end;
}

}  // namespace tenon::lower
