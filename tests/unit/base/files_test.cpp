#include "base/files.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace tenon::base {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "tenon-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  void TearDown() override { fs::remove_all(root_); }

  std::string read(const fs::path& path) {
    std::error_code error;
    std::string text = read_file(root_ / path, error);
    EXPECT_FALSE(error) << error.message();
    return text;
  }
  std::size_t entries() {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{root_}, {}));
  }

  fs::path root_;
};

TEST_F(Files, ComeBackAsWritten) {
  const std::string text("a\0b\r\n\xFF", 6);
  EXPECT_FALSE(write_file(root_ / "new/folder/file", text));
  EXPECT_EQ(read("new/folder/file"), text);
  const std::string large(200000, 'x');
  EXPECT_FALSE(write_file(root_ / "large", large));
  EXPECT_EQ(read("large"), large);
}

TEST_F(Files, KeepPermissionsAndLinks) {
  ASSERT_FALSE(write_file(root_ / "real", "old"));
  fs::permissions(root_ / "real", fs::perms::owner_all);
  fs::create_symlink("real", root_ / "link");
  ASSERT_FALSE(write_file(root_ / "link", "new"));
  EXPECT_TRUE(fs::is_symlink(root_ / "link"));
  EXPECT_EQ(read("real"), "new");
  EXPECT_EQ(fs::status(root_ / "real").permissions(), fs::perms::owner_all);
  EXPECT_EQ(entries(), 2U);
}

TEST_F(Files, SayWhatFailed) {
  std::error_code error;
  EXPECT_EQ(read_file(root_ / "absent", error), "");
  EXPECT_EQ(error, std::errc::no_such_file_or_directory);
  read_file(root_, error);
  EXPECT_EQ(error, std::errc::is_a_directory);
  fs::create_directory(root_ / "folder");
  EXPECT_TRUE(write_file(root_ / "folder", "text"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, AreFoundByPatternSorted) {
  for (const char* name : {"models/b.hpp", "models/a.hpp", "models/.hidden.hpp", "models/c.json",
                           "models/deep/d.hpp", "models/deep/er/e.hpp"})
    ASSERT_FALSE(write_file(root_ / name, ""));
  fs::create_directory(root_ / "models/folder.hpp");
  const auto found = [&](const char* pattern) {
    std::error_code error;
    std::vector<std::string> names = glob(root_, pattern, error);
    EXPECT_FALSE(error);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(found("models/*.hpp"), (Names{"models/a.hpp", "models/b.hpp"}));
  EXPECT_EQ(found("models/c.json"), (Names{"models/c.json"}));
  EXPECT_EQ(found("models/absent.hpp"), Names{});
  EXPECT_EQ(found("m*/**/?.hpp"),
            (Names{"models/a.hpp", "models/b.hpp", "models/deep/d.hpp", "models/deep/er/e.hpp"}));
  EXPECT_EQ(found("absent/*"), Names{});
}

TEST(Matches, KnowsStarsAndQuestionMarks) {
  EXPECT_TRUE(matches("user.hpp", "*.hpp"));
  EXPECT_TRUE(matches("abcbc", "a*bc"));
  EXPECT_TRUE(matches("", "*"));
  EXPECT_TRUE(matches("a*b", "a**b"));
  EXPECT_FALSE(matches("user.hpp", "*.cpp"));
  EXPECT_FALSE(matches("ab", "?"));
  EXPECT_FALSE(matches("", "?"));
}

}  // namespace
}  // namespace tenon::base
