// A reading that is kept must be the reading that would be done: after any change that could make
// another one, the headers are read again.
#include <algorithm>
#include <cstdlib>

#include "base/files.hpp"
#include "clang_reading.hpp"
#include "frontend/clang/cache.hpp"
#include "frontend/clang/record.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

struct Kept {
  Result result;
  std::string messages;
  std::string bytes;  // of the draft, places included
};

class ClangCache : public ClangReading {
 protected:
  void SetUp() override {
    ClangReading::SetUp();
    cache = {(folder() / "cache").string(), "1.0"};
    write("m.hpp", model("one"));
  }

  static std::string model(const std::string& field, const std::string& more = {}) {
    return "#pragma once\n#include <tenon/model.hpp>\n" + more +
           "struct [[tenon::table(\"ts\")]] T {\n  int id{};\n  bool " + field + ";\n};\n";
  }

  Kept read() const {
    base::Sources sources;
    sources.add("something before", "");
    base::Diagnostics diagnostics;
    Kept kept;
    kept.result = read_cached(headers, options, cache, sources, diagnostics);
    kept.messages = base::render(diagnostics, sources);
    RecordWriter record;
    record(kept.result.draft);
    kept.bytes = record.bytes();
    return kept;
  }

  /// Reads once, then twice more: from the cache, and the same.
  void expect_kept() const {
    const Kept first = read();
    const Kept again = read();
    EXPECT_TRUE(again.result.is_cached);
    EXPECT_EQ(first.result.draft, again.result.draft);
    EXPECT_EQ(first.bytes, again.bytes);
    EXPECT_EQ(first.messages, again.messages);
    EXPECT_EQ(first.result.opened_files, again.result.opened_files);
    for (const std::string& path : again.result.opened_files) EXPECT_TRUE(fs::exists(path)) << path;
    const Reading fresh = read_once(headers, options);
    EXPECT_EQ(model::to_json(fresh.draft()), model::to_json(again.result.draft));
    EXPECT_EQ(fresh.messages, again.messages);
  }

  void expect_read_again(const char* why) const {
    const Kept now = read();
    EXPECT_FALSE(now.result.is_cached) << why;
    EXPECT_EQ(read_once(headers, options).draft(), now.result.draft) << why;
    expect_kept();
  }

  std::vector<fs::path> kept_files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{cache.folder}) files.push_back(entry.path());
    return files;
  }

  std::vector<std::string> headers = {"m.hpp"};
  Cache cache;
};

TEST_F(ClangCache, KeepsWhatWasRead) {
  EXPECT_FALSE(read().result.is_cached);
  expect_kept();
  fs::last_write_time(folder() / "m.hpp", fs::file_time_type::clock::now());
  EXPECT_TRUE(read().result.is_cached) << "the content is what counts";
}

TEST_F(ClangCache, KeepsEverythingThatADraftHas) {
  for (const char* models : {TENON_CLANG_FIXTURES "/everything/models", TENON_FORMS}) {
    options.project_dir = models;
    options.include_dirs = {"."};
    headers.clear();
    for (const auto& entry : fs::directory_iterator{options.project_dir})
      if (entry.path().extension() == ".hpp") headers.push_back(entry.path().filename().string());
    std::sort(headers.begin(), headers.end());
    ASSERT_FALSE(headers.empty());
    expect_kept();
    EXPECT_FALSE(read().result.draft.structs.empty());
  }
}

TEST_F(ClangCache, KeepsErrorsAndWarnings) {
  write("m.hpp", model("one", "struct [[tenon::emial]] Other {\n  Unknown what;\n};\n") +
                     "struct [[tenon::table(\"us\")]] U : T { Missing here; };\n");
  expect_kept();
  EXPECT_NE(read().messages.find("Missing"), std::string::npos);
}

TEST_F(ClangCache, ReadsAgainWhenAHeaderChanges) {
  write("m.hpp", model("one", "#include \"deep/a.hpp\"\n"));
  write("deep/a.hpp", "#pragma once\n#include \"b.hpp\"\n");
  write("deep/b.hpp", "#pragma once\n");
  expect_kept();
  write("m.hpp", model("two", "#include \"deep/a.hpp\"\n"));
  expect_read_again("the header itself");
  write("deep/b.hpp", "#pragma once\nstruct [[tenon::table(\"us\")]] U { int id; };\n");
  expect_read_again("one that it includes");
  fs::remove(folder() / "deep/b.hpp");
  expect_read_again("gone");
}

TEST_F(ClangCache, ReadsAgainWhenTheOptionsAreOthers) {
  write("m.hpp",
        model("one", "#ifdef MORE\nstruct [[tenon::table(\"us\")]] U { int id; };\n#endif\n"));
  expect_kept();
  options.defines = {"MORE"};
  expect_read_again("a define");
  options.standard = "c++17";
  expect_read_again("the standard");
  write("other/x.hpp", "");
  options.include_dirs = {"other"};
  expect_read_again("an include folder");
  cache.version = "1.1";
  expect_read_again("the version");
  options.use_real_headers = true;
  expect_read_again("real headers");
  write("n.hpp", "#pragma once\n");
  headers.push_back("n.hpp");
  expect_read_again("another header");
}

TEST_F(ClangCache, SeesAHeaderThatWasMissing) {
  write("m.hpp", model("one", "#include \"generated.hpp\"\n"));
  expect_kept();
  write("generated.hpp", "#pragma once\nstruct [[tenon::table(\"us\")]] U { int id; };\n");
  expect_read_again("it is there now");
  EXPECT_EQ(read().result.draft.structs.size(), 2U);
}

TEST_F(ClangCache, SeesAHeaderThatHidesAnother) {
  options.include_dirs = {"first", "second"};
  fs::create_directories(folder() / "first");
  write("second/part.hpp", "#pragma once\nstruct Part { int a; };\n");
  write("m.hpp",
        "#pragma once\n#include <tenon/model.hpp>\n#include <part.hpp>\n"
        "struct [[tenon::table(\"ts\")]] T : Part { int id{}; };\n");
  expect_kept();
  write("first/part.hpp", "#pragma once\nstruct Part { int b; };\n");
  expect_read_again("the first folder has one");
  write("part.hpp", "#pragma once\nstruct Part { int c; };\n");
  EXPECT_TRUE(read().result.is_cached) << "<part.hpp> is not looked for beside the header";
  write("first/string", "#pragma once\nstruct Part { int c; };\n");
  EXPECT_TRUE(read().result.is_cached) << "nobody asks for <string>";
}

TEST_F(ClangCache, SeesWhatHasIncludeAsksFor) {
  options.include_dirs = {"inc"};
  fs::create_directories(folder() / "inc");
  write("m.hpp", model("one",
                       "#if defined(__has_include) && \\\n    __has_include( <extra.hpp> )\n"
                       "struct [[tenon::table(\"us\")]] U { int id; };\n#endif\n"));
  expect_kept();
  write("inc/extra.hpp", "");
  expect_read_again("it is there");
  EXPECT_EQ(read().result.draft.structs.size(), 2U);
  fs::remove(folder() / "inc/extra.hpp");
  expect_read_again("it is gone");
}

TEST_F(ClangCache, RealHeadersAreHiddenToo) {
  options.include_dirs = {"inc"};
  options.use_real_headers = true;
  fs::create_directories(folder() / "inc");
  write("m.hpp", model("one", "#include <cstdint>\n"));
  expect_kept();
  write("inc/stdint.h", "#pragma once\n#include_next <stdint.h>\n");
  expect_read_again("<cstdint> includes <stdint.h>");
}

TEST_F(ClangCache, DoesNotKeepWhatItCannotFollow) {
  write("part.hpp", "#pragma once\n");
  write("m.hpp", model("one", "#define PART \"part.hpp\"\n#include PART\n"));
  read();
  EXPECT_FALSE(read().result.is_cached);
  headers = {"m.hpp", "lost.hpp"};
  write("m.hpp", model("one"));
  read();
  EXPECT_FALSE(read().result.is_cached) << "a header that cannot be read may be there next time";
}

TEST_F(ClangCache, ReadsAgainWhenItsFileIsDamaged) {
  expect_kept();
  ASSERT_EQ(kept_files().size(), 1U);
  const fs::path file = kept_files().front();
  std::error_code error;
  const std::string whole = base::read_file(file, error);
  for (std::size_t at = 0; at < whole.size(); at += whole.size() / 17) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    ASSERT_FALSE(base::write_file(file, damaged));
    ASSERT_FALSE(read().result.is_cached) << at;
    ASSERT_FALSE(base::write_file(file, whole.substr(0, at)));
    ASSERT_FALSE(read().result.is_cached) << at;
  }
  expect_kept();
}

TEST_F(ClangCache, WorksWithoutAFolder) {
  write("file", "");
  cache.folder = (folder() / "file" / "below").string();
  EXPECT_FALSE(read().result.is_cached);
  const Kept again = read();
  EXPECT_FALSE(again.result.is_cached);
  EXPECT_EQ(again.result.draft.structs.size(), 1U);
}

TEST_F(ClangCache, KeepsTheNewestHundred) {
  for (int number = 0; number < 103; ++number)
    write("cache/" + std::to_string(number) + ".reading", "");
  read();
  EXPECT_EQ(kept_files().size(), 100U);
  EXPECT_TRUE(read().result.is_cached);
}

TEST(ClangCacheFolder, IsWhereTheUserSays) {
  const auto with = [](const char* chosen, const char* caches, const char* home) {
    setenv("TENON_CACHE_DIR", chosen, 1);
    setenv("XDG_CACHE_HOME", caches, 1);
    setenv("HOME", home, 1);
    return cache_folder();
  };
  EXPECT_EQ(fs::path{with("/a", "/b", "/c")}.lexically_normal().string(), "/a/");
  EXPECT_EQ(with("", "/b", "/c"), "/b/tenon");
  EXPECT_EQ(with("", "", "/c"), "/c/.cache/tenon");
  EXPECT_EQ(with("", "relative", "/c"), "/c/.cache/tenon");
  EXPECT_EQ(with("", "", ""), "");
}

}  // namespace
}  // namespace tenon::frontend::clang
