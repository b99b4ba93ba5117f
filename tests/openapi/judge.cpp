// The generated readers' and writers' side of the comparison with an independent validator
// (check.py): for each line `Name <tab> JSON` on standard input one line, `ok` or the codes of what
// the generated reader and `validate` found; with the argument `defaults`, what is written of each
// Read and shape without values. The table of DTOs is made from the generated headers.
#include <exception>
#include <iostream>
#include <map>
#include <string>

#include "dto_headers.inc"

namespace {

using Reader = std::string (*)(std::string_view);
using Writer = std::string (*)();

std::string verdict(bool is_read, const tenon::Violations& violations) {
  if (is_read) return violations.total() == 0 ? "ok" : "read, with violations";
  std::string found;
  for (const tenon::Violation& violation : violations) {
    if (!found.empty()) found += ' ';
    for (const auto& step : violation.loc) found += step.name + '.';
    found += violation.type;
  }
  return found.empty() ? "not read, without violations" : found;
}

template <auto read>
std::string judged(std::string_view text) {
  tenon::Violations violations;
  const bool is_read = read(text, violations).has_value();
  return verdict(is_read, violations);
}

template <class T>
std::string written() {
  return to_json(T{});
}

const std::map<std::string, Reader, std::less<>> readers = {
#include "dto_readers.inc"
};

const std::map<std::string, Writer, std::less<>> writers = {
#include "dto_writers.inc"
};

int write_defaults() {
  for (const auto& [name, write] : writers) {
    try {
      std::cout << name << '\t' << write() << '\n';
    } catch (const std::exception& problem) {
      std::cout << name << "\t\t" << problem.what() << '\n';
    }
  }
  return 0;
}

int judge_lines() {
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    const auto reader = readers.find(std::string_view{line}.substr(0, tab));
    if (tab == std::string::npos || reader == readers.end()) {
      std::cerr << "no such DTO: " << line << '\n';
      return 2;
    }
    std::cout << reader->second(std::string_view{line}.substr(tab + 1)) << '\n';
  }
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 1 && std::string_view{arguments[1]} == "defaults") return write_defaults();
  return judge_lines();
}
