// What parsing alone costs, in a cold process: `bench_parse clang FILE ARGUMENT…` through libclang,
// `bench_parse json FILE…` through nlohmann_json with a walk over every value.
#include <clang-c/Index.h>

#include <cstdio>
#include <fstream>
#include <string_view>

#include <nlohmann/json.hpp>

namespace {

std::size_t walk(const nlohmann::json& value) {
  std::size_t seen = 1;
  for (const nlohmann::json& each : value) {
    if (!value.is_structured()) break;
    seen += walk(each);
  }
  return seen;
}

int parse_clang(int count, char** arguments) {
  CXIndex index = clang_createIndex(0, 0);
  CXTranslationUnit unit = clang_parseTranslationUnit(
      index, arguments[0], arguments + 1, count - 1, nullptr, 0,
      CXTranslationUnit_SkipFunctionBodies | CXTranslationUnit_KeepGoing);
  const bool is_parsed = unit != nullptr && clang_getNumDiagnostics(unit) == 0;
  clang_disposeTranslationUnit(unit);
  clang_disposeIndex(index);
  return is_parsed ? 0 : 1;
}

int parse_json(int count, char** files) {
  std::size_t seen = 0;
  for (int i = 0; i < count; ++i) {
    std::ifstream in{files[i]};
    seen += walk(nlohmann::json::parse(in));
  }
  return seen > 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  if (std::string_view{argv[1]} == "clang") return parse_clang(argc - 2, argv + 2);
  return parse_json(argc - 2, argv + 2);
}
