// Runs the sessions of this folder (README.md) with the real binary.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "database/migrator/scratch.hpp"

namespace tenon::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

const std::string anything = "…";

struct Command {
  int line = 0;
  std::string text;
  Lines out;
  Lines err;
  int exit_code = 0;
};

struct Session {
  std::vector<Command> commands;
  std::vector<std::pair<std::string, std::string>> files;
  bool needs_postgresql = false;
};

Lines lines_of(const fs::path& path) {
  std::ifstream stream{path};
  Lines lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool begins(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

Session read_session(const fs::path& path) {
  Session session;
  bool is_open = false;
  int number = 0;
  for (const std::string& line : lines_of(path)) {
    ++number;
    const bool is_file_name =
        begins(line, "-- ") && line.size() > 6 && line.compare(line.size() - 3, 3, " --") == 0;
    if (is_file_name) {
      session.files.emplace_back(line.substr(3, line.size() - 6), "");
    } else if (!session.files.empty()) {
      session.files.back().second += line + "\n";
    } else if (begins(line, "$ ")) {
      session.commands.push_back({number, line.substr(2), {}, {}, 0});
      session.needs_postgresql |= line.find("$PG") != std::string::npos;
      is_open = true;
    } else if (line.empty() || !is_open) {
      is_open = false;
    } else if (begins(line, "[exit ")) {
      session.commands.back().exit_code = std::stoi(line.substr(6));
    } else if (begins(line, "! ") || line == "!") {
      session.commands.back().err.push_back(line.size() > 2 ? line.substr(2) : "");
    } else {
      session.commands.back().out.push_back(line);
    }
  }
  return session;
}

bool matches_line(const std::string& line, const std::string& pattern) {
  const std::size_t hole = pattern.find(anything);
  if (hole == std::string::npos) return line == pattern;
  if (line.compare(0, hole, pattern, 0, hole) != 0) return false;
  const std::string rest = pattern.substr(hole + anything.size());
  for (std::size_t at = hole; at <= line.size(); ++at) {
    if (matches_line(line.substr(at), rest)) return true;
  }
  return false;
}

bool matches(const Lines& lines, std::size_t at, const Lines& patterns, std::size_t wanted) {
  if (wanted == patterns.size()) return at == lines.size();
  if (patterns[wanted] == anything) {
    for (std::size_t next = at; next <= lines.size(); ++next) {
      if (matches(lines, next, patterns, wanted + 1)) return true;
    }
    return false;
  }
  return at < lines.size() && matches_line(lines[at], patterns[wanted]) &&
         matches(lines, at + 1, patterns, wanted + 1);
}

std::string shown(const Lines& out, const Lines& err, int exit_code) {
  std::ostringstream text;
  for (const std::string& line : out) text << line << "\n";
  for (const std::string& line : err) text << "! " << line << "\n";
  if (exit_code != 0) text << "[exit " << exit_code << "]\n";
  return text.str();
}

std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return quoted + "'";
}

class ScriptTest : public ::testing::TestWithParam<std::string> {
 protected:
  ScriptTest() {
    std::string pattern = (fs::temp_directory_path() / "tenon_script.XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directories(folder_ / "work");
  }
  ~ScriptTest() override { fs::remove_all(folder_); }

  void run(const Command& command, const std::string& postgresql) {
    const std::string line =
        "cd " + shell_quoted((folder_ / "work").string()) +
        " && unset DATABASE_URL && export PATH=" + TENON_BINARY_DIR +
        ":\"$PATH\" SOURCE_DATE_EPOCH=1795256100 PG=" + shell_quoted(postgresql) + " && ( " +
        command.text + "\n) >" + (folder_ / "out").string() + " 2>" + (folder_ / "err").string();
    const int status = std::system(line.c_str());
    const int exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 255;
    const Lines out = lines_of(folder_ / "out");
    const Lines err = lines_of(folder_ / "err");
    EXPECT_TRUE(matches(out, 0, command.out, 0) && matches(err, 0, command.err, 0) &&
                exit_code == command.exit_code)
        << GetParam() << ":" << command.line << ": $ " << command.text << "\n--- expected\n"
        << shown(command.out, command.err, command.exit_code) << "--- found\n"
        << shown(out, err, exit_code);
  }

  fs::path folder_;
};

Lines script_names() {
  Lines names;
  for (const fs::directory_entry& entry : fs::directory_iterator{TENON_SCRIPTS}) {
    if (entry.path().extension() == ".txt" && entry.path().stem() != "CMakeLists") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, ScriptTest, ::testing::ValuesIn(script_names()),
                         [](const auto& info) { return info.param; });

TEST_P(ScriptTest, prints_what_it_should) {
  const Session session = read_session(fs::path{TENON_SCRIPTS} / (GetParam() + ".txt"));
  ASSERT_FALSE(session.commands.empty());
  for (const auto& [name, text] : session.files) {
    const fs::path path = folder_ / "work" / name;
    fs::create_directories(path.parent_path());
    std::ofstream{path} << text;
  }
  std::unique_ptr<Scratch> scratch;
  if (session.needs_postgresql) scratch = std::make_unique<Scratch>(Dialect::postgresql);
  for (const Command& command : session.commands) run(command, scratch ? scratch->url() : "");
}

}  // namespace
}  // namespace tenon::test
