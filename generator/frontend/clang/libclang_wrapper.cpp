#include "frontend/clang/libclang_wrapper.hpp"

#include <utility>

#include "base/text.hpp"
#include "frontend/clang/libclang_cursor.hpp"
#include "model/chrono.hpp"

namespace tenon::frontend::clang {
namespace {

using Kind = model::DraftType::Kind;

CXType argument(CXType type, unsigned index) {
  return clang_getCanonicalType(clang_Type_getTemplateArgumentAsType(type, index));
}

std::string name_of(CXType type) { return qualified_name(clang_getTypeDeclaration(type)); }

bool is_key(Kind kind) {
  return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 ||
         kind == Kind::string || kind == Kind::uuid;
}

std::optional<model::DraftType> resolve_id(CXType type) {
  model::DraftType key = resolve_type(argument(type, 1));
  if (!is_key(key.kind) || key.optional || key.wrapper) return std::nullopt;
  key.wrapper = model::Wrapper{"", name_of(argument(type, 0)), "", ""};
  return key;
}

// "microseconds" of std::chrono::duration<long, std::ratio<1, 1000000>>, "" for one whose ticks are
// no whole 64-bit numbers or have no name.
std::string unit_of(CXType duration) {
  if (name_of(duration) != "std::chrono::duration") return "";
  if (resolve_type(argument(duration, 0)).kind != Kind::int64) return "";
  const std::string ratio = take(clang_getTypeSpelling(argument(duration, 1)));
  static constexpr std::pair<std::string_view, std::string_view> units[] = {
      {"<1, 1000000>", "microseconds"},
      {"<1, 1000>", "milliseconds"},
      {"<1, 1>", "seconds"},
      {"<1>", "seconds"},
      {"<60, 1>", "minutes"},
      {"<60>", "minutes"},
      {"<3600, 1>", "hours"},
      {"<3600>", "hours"},
      {"<86400, 1>", "days"},
      {"<86400>", "days"}};
  for (const auto& [spelling, unit] : units)
    if (base::ends_with(ratio, spelling)) return std::string{unit};
  return "";
}

// Its name as model/chrono lists it: "sys_time<microseconds>".
std::string chrono_name(CXType type, const std::string& name) {
  if (name == "std::chrono::year_month_day") return "year_month_day";
  if (name == "std::chrono::duration") return unit_of(type);
  if (name != "std::chrono::time_point") return "";
  const std::string unit = unit_of(argument(type, 1));
  const std::string clock = name_of(argument(type, 0));
  if (unit.empty()) return "";
  if (clock == "std::chrono::system_clock") return "sys_time<" + unit + ">";
  if (clock == "std::chrono::local_t") return "local_time<" + unit + ">";
  return "";
}

}  // namespace

std::optional<model::DraftType> resolve_wrapper(CXType type, const std::string& name) {
  if (name == "tenon::Id") return resolve_id(type);
  const model::ChronoType* known = model::find_chrono(chrono_name(type, name));
  if (known == nullptr) return std::nullopt;
  model::DraftType result;
  result.kind = known->kind;
  result.wrapper = model::Wrapper{std::string{known->type}, "", model::chrono_header, ""};
  return result;
}

}  // namespace tenon::frontend::clang
