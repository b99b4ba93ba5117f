// Headers written into a folder of their own and read with the C++ front end, twice: with stand-ins
// for standard headers where they suffice, and with the real ones. Both must say the same.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "frontend/clang/read.hpp"
#include "model/dump.hpp"

namespace tenon::frontend::clang {

struct Reading {
  Result result;
  std::string messages;

  const model::Draft& draft() const { return result.draft; }
  const model::DraftStruct& only() const { return result.draft.structs.at(0); }
  const model::DraftField& field(std::size_t index) const { return only().fields.at(index); }
};

inline Reading read_once(const std::vector<std::string>& headers, const Options& options) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  Reading reading;
  reading.result = read(headers, options, sources, diagnostics);
  reading.messages = base::render(diagnostics, sources);
  return reading;
}

inline Reading read_twice(const std::vector<std::string>& headers, Options options) {
  Reading fast = read_once(headers, options);
  options.use_real_headers = true;
  const Reading real = read_once(headers, options);
  EXPECT_EQ(model::to_json(fast.draft()), model::to_json(real.draft()));
  EXPECT_EQ(fast.draft(), real.draft());
  EXPECT_EQ(fast.messages, real.messages);
  return fast;
}

class ClangReading : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("tenon-clang-" + std::to_string(getpid()) + "-" + info->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    options.project_dir = folder_.string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((folder_ / name).parent_path());
    std::ofstream{folder_ / name, std::ios::binary} << text;
  }

  /// Reads one header `m.hpp` of this text behind `#include <tenon/model.hpp>` (line 1).
  /// It is guarded at its end.
  Reading read_text(const std::string& text) const {
    write("m.hpp", "#include <tenon/model.hpp>\n" + text + "\n#pragma once\n");
    return read_twice({"m.hpp"}, options);
  }

  const std::filesystem::path& folder() const { return folder_; }

  Options options;

 private:
  std::filesystem::path folder_;
};

}  // namespace tenon::frontend::clang
