// Runs the front ends and the check over each folder beside this file and compares what people
// would see with its stderr.txt. TENON_UPDATE_GOLDEN=1 rewrites the expectations.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/files.hpp"
#include "base/source.hpp"
#include "base/text.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "model/check.hpp"

namespace tenon {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files(const fs::path& folder, const std::string& pattern) {
  std::error_code error;
  std::vector<std::string> names = base::glob(folder, pattern, error);
  EXPECT_FALSE(error) << error.message();
  return names;
}

std::string read(const fs::path& path) {
  std::error_code error;
  std::string text = base::read_file(path, error);
  EXPECT_FALSE(error) << path << ": " << error.message();
  return text;
}

// The models of a case: those that its models.txt names, else every one that it has.
std::vector<std::string> models(const fs::path& folder, const std::string& end) {
  std::vector<std::string> names;
  if (!fs::exists(folder / "models.txt")) return files(folder, "**/*" + end);
  for (const std::string& line : base::split_lines(read(folder / "models.txt")))
    if (base::ends_with(line, end)) names.push_back(line);
  return names;
}

// What `tenon generate` would print for the models of this folder.
std::string messages(const fs::path& folder) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  model::Draft draft;
  if (const std::vector<std::string> headers = models(folder, ".hpp"); !headers.empty()) {
    frontend::clang::Options options;
    options.project_dir = folder.string();
    options.include_dirs = {folder.string(), TENON_SOURCE "/runtime/include"};
    draft = frontend::clang::read(headers, options, sources, diagnostics).draft;
  }
  std::vector<int> documents;
  for (const std::string& name : models(folder, ".json"))
    documents.push_back(sources.add(name, read(folder / name)));
  model::Draft more = frontend::json::read(sources, documents, {}, diagnostics);
  draft.structs.insert(draft.structs.end(), more.structs.begin(), more.structs.end());
  draft.enums.insert(draft.enums.end(), more.enums.begin(), more.enums.end());
  model::check(draft, sources, diagnostics);
  return base::render(diagnostics, sources);
}

std::vector<std::string> cases() {
  std::vector<std::string> names;
  for (const fs::directory_entry& one : fs::directory_iterator{TENON_CASES})
    if (one.is_directory()) names.push_back(one.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Diagnostics : public testing::TestWithParam<std::string> {};

TEST_P(Diagnostics, ReadAsExpected) {
  const fs::path folder = fs::path{TENON_CASES} / GetParam();
  const std::string actual = messages(folder);
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
    ASSERT_FALSE(base::write_file(folder / "stderr.txt", actual));
  }
  EXPECT_FALSE(actual.empty()) << "the case is no bad input";
  EXPECT_EQ(actual, read(folder / "stderr.txt"));
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  return base::replace_all(info.param, "-", "_");
}

INSTANTIATE_TEST_SUITE_P(Cases, Diagnostics, testing::ValuesIn(cases()), test_name);

// The codes that base/codes.hpp declares: constant → code.
std::map<std::string, std::string> declared_codes() {
  const std::string text = read(fs::path{TENON_SOURCE} / "generator/base/codes.hpp");
  const std::regex pattern{R"re(const char\* (\w+) =\s+"([a-z-]+)";)re"};
  std::map<std::string, std::string> codes;
  for (std::sregex_iterator it{text.begin(), text.end(), pattern}, end; it != end; ++it)
    codes.emplace((*it)[1], (*it)[2]);
  return codes;
}

TEST(DiagnosticCodes, EachOccursInACase) {
  const std::map<std::string, std::string> codes = declared_codes();
  ASSERT_GT(codes.size(), 40U);
  std::string all;
  for (const std::string& name : cases()) all += read(fs::path{TENON_CASES} / name / "stderr.txt");
  for (const auto& [constant, code] : codes)
    EXPECT_NE(all.find("[" + code + "]\n"), std::string::npos) << "no case for " << code;
}

// What to write instead is known for everything but the compiler's own errors, and JSON that is
// none. A finding ends where the next begins; its hint stands before its notes.
TEST(DiagnosticHints, EachFindingHasOne) {
  const std::regex finding{R"re(: (error|warning): .*\[([a-z-]+)\]$)re"};
  const std::set<std::string> without = {"cxx-error",     "cxx-note",      "json-syntax",
                                         "json-encoding", "json-too-deep", "json-duplicate-key"};
  for (const std::string& name : cases()) {
    std::string open;
    const auto close = [&] { EXPECT_EQ(open, "") << name << ": no hint"; };
    for (const std::string& line :
         base::split_lines(read(fs::path{TENON_CASES} / name / "stderr.txt"))) {
      std::smatch match;
      if (base::starts_with(line, "hint: ")) open.clear();
      if (!std::regex_search(line, match, finding)) continue;
      close();
      open = without.count(match[2]) != 0 ? "" : line;
    }
    close();
  }
}

// A code in quotes would escape the test above, and one that nobody uses would be a dead rule.
TEST(DiagnosticCodes, EachIsUsedByItsConstant) {
  const fs::path generator = fs::path{TENON_SOURCE} / "generator";
  std::string all;
  const std::regex literal{R"re((error|warning)\(\s*"[a-z-]+")re"};
  for (const char* room : {"base", "model", "frontend/json", "frontend/clang"})
    for (const std::string& name : files(generator / room, "*.cpp")) {
      const std::string text = read(generator / room / name);
      EXPECT_FALSE(std::regex_search(text, literal)) << room << "/" << name;
      all += text;
    }
  for (const auto& [constant, code] : declared_codes())
    EXPECT_NE(all.find("codes::" + constant), std::string::npos) << constant;
}

}  // namespace
}  // namespace tenon
