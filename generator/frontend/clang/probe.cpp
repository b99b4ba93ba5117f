#include "frontend/clang/probe.hpp"

#include "base/codes.hpp"
#include "base/text.hpp"
#include "frontend/clang/virtual_headers.hpp"

namespace tenon::frontend::clang {
namespace {

// How an assertion is known again in the compiler's message.
std::string mark(std::size_t index, const char* what) {
  return "tenon probe " + std::to_string(index) + " " + what + ";";
}

std::string assertion(const std::string& condition, const std::string& mark) {
  return "static_assert(" + condition + ", \"" + mark + "\");\n";
}

}  // namespace

std::string probes_of(const std::vector<base::Located<std::string>>& structs) {
  std::string result;
  for (std::size_t i = 0; i < structs.size(); ++i) {
    const std::string& name = structs[i].value;
    result += assertion("__is_constructible(" + name + ")", mark(i, "default"));
    result += assertion("__is_constructible(" + name + ", const " + name +
                            "&) && __is_assignable(" + name + "&, const " + name + "&)",
                        mark(i, "copy"));
  }
  return result;
}

void tell_probes(const Unit& unit, const std::vector<base::Located<std::string>>& structs,
                 base::Diagnostics& diagnostics) {
  const auto failed = [&](const std::string& mark) {
    for (const UnitDiagnostic& one : unit.diagnostics)
      if (is_virtual_path(one.file) && one.message.find(mark) != std::string::npos) return true;
    return false;
  };
  for (std::size_t i = 0; i < structs.size(); ++i) {
    const std::string name = base::quote(structs[i].value.substr(2));
    if (failed(mark(i, "default")))
      diagnostics.error(base::codes::no_default_constructor, structs[i].span,
                        name + " cannot be made without arguments, because a member of it cannot",
                        "give that member a value: T member{…};");
    if (failed(mark(i, "copy")))
      diagnostics.error(base::codes::deleted_copy, structs[i].span,
                        name +
                            " cannot be copied, because a member of it cannot, and repositories "
                            "take and return it by value",
                        "hold that member elsewhere, or in a std::shared_ptr");
  }
}

}  // namespace tenon::frontend::clang
