// Reads the CSV files of Chinook: RFC 4180 with a header row and LF or CRLF; an empty field is
// NULL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chinook {

using CsvRow = std::vector<std::optional<std::string>>;

struct Csv {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;
};

/// Throws std::runtime_error for a quote that is out of place or never closed, and for a row that
/// has not as many fields as the header.
Csv parse_csv(std::string_view text);

/// A file of the folder data. Throws std::runtime_error also when it cannot be read.
Csv read_csv(const std::string& file);

}  // namespace chinook
