// The checksum of real scripts: an edit that leaves the tokens alone does not matter, any other of
// any token does.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

#include "base/files.hpp"
#include "base/text.hpp"
#include "migrate/script.hpp"
#include "migrate/sql_tokens.hpp"

namespace tenon::migrate {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> real_scripts() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator{TENON_SAMPLES}) {
    const bool is_script = entry.path().extension() == ".sql" &&
                           entry.path().parent_path().parent_path().filename() == "migrations";
    if (is_script) found.push_back(entry.path());
  }
  return found;
}

std::string text_of(const fs::path& path) {
  std::error_code error;
  std::string text = base::read_file(path, error);
  EXPECT_FALSE(error) << path;
  return text;
}

Script read_script(const std::string& text) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  Script script = parse_script(sources, sources.add("a.sql", text), diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << base::render(diagnostics, sources);
  return script;
}

std::string checksum_of(const Script& script) { return std::string{to_runtime(script).checksum()}; }

/// The statement with something done to each token in turn.
std::vector<std::string> edits(const std::string& sql,
                               const std::function<std::string(const std::string&)>& edit) {
  std::vector<std::string> made;
  for (const SqlToken& token : sql_tokens(sql)) {
    made.push_back(sql.substr(0, token.begin) +
                   edit(sql.substr(token.begin, token.end - token.begin)) + sql.substr(token.end));
  }
  return made;
}

/// Another character in the middle: a digit for a letter keeps a literal and a name what they are.
std::string other_character(std::string token) {
  char& c = token[token.size() / 2];
  if (token.size() == 2 && token[0] == token[1]) return token.substr(0, 1) + "7" + token[1];
  c = c == '7' ? '8' : '7';
  return token;
}

TEST(Checksum, AnyTokenMatters) {
  std::size_t count = 0;
  for (const fs::path& path : real_scripts()) {
    const Script script = read_script(text_of(path));
    const std::string whole = checksum_of(script);
    for (std::size_t i = 0; i < script.statements.size(); ++i) {
      std::vector<std::string> changed;
      for (const auto& edit :
           {std::function{other_character},
            std::function{[](std::string) { return std::string{}; }},
            std::function{[](std::string token) { return token + " " + token; }}}) {
        for (std::string& sql : edits(script.statements[i].sql, edit)) {
          changed.push_back(std::move(sql));
        }
      }
      for (const std::string& sql : changed) {
        Script other = script;
        other.statements[i].sql = sql;
        EXPECT_NE(checksum_of(other), whole) << path << ", statement " << i + 1 << ":\n" << sql;
        ++count;
      }
    }
  }
  EXPECT_GT(count, 5000U);
}

TEST(Checksum, LineEndsSpacesAndCommentsDoNot) {
  const auto spaced = [](const std::string& token) { return " \t\r\n " + token + "  \n"; };
  const auto commented = [](const std::string& token) {
    return "/* a ' comment */" + token + "-- and \" one more\n";
  };
  for (const fs::path& path : real_scripts()) {
    const std::string text = text_of(path);
    const Script script = read_script(text);
    const std::string whole = checksum_of(script);
    EXPECT_EQ(checksum_of(read_script(base::replace_all(text, "\n", "\r\n"))), whole) << path;
    EXPECT_EQ(checksum_of(read_script(base::replace_all(text, "\n", "  \n"))), whole) << path;
    EXPECT_EQ(checksum_of(read_script(base::replace_all(text, "-- tenon: statement\n",
                                                        "-- tenon: statement\n-- why\n\n"))),
              whole)
        << path;
    for (std::size_t i = 0; i < script.statements.size(); ++i) {
      for (const auto& edit : {std::function<std::string(const std::string&)>{spaced},
                               std::function<std::string(const std::string&)>{commented}}) {
        for (const std::string& sql : edits(script.statements[i].sql, edit)) {
          Script other = script;
          other.statements[i].sql = sql;
          EXPECT_EQ(checksum_of(other), whole) << path << ", statement " << i + 1 << ":\n" << sql;
        }
      }
    }
  }
}

TEST(Checksum, LineEndsOfACheckoutDoNotInsideTextsEither) {
  const std::string text =
      "-- tenon: revision aaaa01\n-- tenon: parents none\n-- tenon: script postgresql up\n"
      "-- tenon: statement\ncreate function f() returns int language sql as $$\nselect 1\n$$;\n";
  const Script script = read_script(text);
  const Script other = read_script(base::replace_all(text, "\n", "\r\n"));
  EXPECT_EQ(other.statements.at(0).sql, script.statements.at(0).sql);
  EXPECT_EQ(checksum_of(other), checksum_of(script));
  // Somebody means those that stand in a file of other ends.
  const Script meant = read_script(base::replace_all(text, "\nselect", "\r\nselect"));
  EXPECT_NE(checksum_of(meant), checksum_of(script));
}

}  // namespace
}  // namespace tenon::migrate
