// Templates: what Mustache passes over in silence is an error here, and blocks are laid out.
#include "emit/template.hpp"

#include <unistd.h>

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tenon::emit {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class TemplateTest : public testing::Test {
 protected:
  TemplateTest() {
    std::string name = (fs::temp_directory_path() / "tenon-template.XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~TemplateTest() override { fs::remove_all(folder); }

  /// What one of our templates' names renders when a user replaces it by `text`.
  std::string rendered(const std::string& text, const json& view) {
    EXPECT_FALSE(base::write_file(folder / "enum.hpp.mustache", text));
    base::Sources sources;
    base::Diagnostics diagnostics;
    Templates templates = Templates::embedded();
    templates.replace_from(folder.string(), sources, diagnostics);
    const std::string output = templates.render("enum.hpp.mustache", view, sources, diagnostics);
    messages.clear();
    for (const base::Diagnostic& one : diagnostics.all()) {
      EXPECT_EQ(one.code, "template-tag");
      messages.push_back(one.message);
      places.push_back(
          sources.text(one.span.source).substr(one.span.begin, one.span.end - one.span.begin));
    }
    return output;
  }
  /// The one error of a template that cannot be rendered.
  std::string error_of(const std::string& text, const json& view) {
    EXPECT_EQ(rendered(text, view), "");
    return messages.empty() ? "no error" : messages.front();
  }

  fs::path folder;
  std::vector<std::string> messages;
  std::vector<std::string> places;
};

TEST_F(TemplateTest, BracesOfCppStayAsTheyAre) {
  const std::string text = "int a[1][1] = {{1}}; {{x}} {{{y}}} {{#z}}{{/z}} {{! c }} {{=a b=}}\n";
  EXPECT_EQ(rendered(text, json::object()), text);
  EXPECT_EQ(rendered("«x»|{{1}}", {{"x", "{{1}} «x» «#y» <&>\""}}), "{{1}} «x» «#y» <&>\"|{{1}}");
}

TEST_F(TemplateTest, AMissingKeyIsAnError) {
  EXPECT_EQ(error_of("a «nmae» b", {{"name", "x"}}), "the view has no 'nmae'");
  EXPECT_EQ(places.front(), "nmae");
  EXPECT_EQ(error_of("«#list»«here»«/list»", {{"list", {{{"there", "x"}}}}}),
            "the view has no 'here'");
  EXPECT_EQ(error_of("«#lits»x«/lits»", {{"list", json::array()}}), "the view has no 'lits'");
  EXPECT_EQ(error_of("«^flag»«x»«/flag»", {{"flag", true}}), "the view has no 'x'");
}

TEST_F(TemplateTest, EveryElementOfAListIsChecked) {
  EXPECT_EQ(error_of("«#list»«x»«/list»", {{"list", {{{"x", "1"}}, {{"y", "2"}}}}}),
            "the view has no 'x'");
}

TEST_F(TemplateTest, BrokenTags) {
  EXPECT_EQ(error_of("a «name", {{"name", "x"}}), "tag is never closed");
  EXPECT_EQ(error_of("«#flag»", {{"flag", true}}), "section 'flag' is never ended");
  EXPECT_EQ(error_of("«/flag»", {{"flag", true}}), "end of a section that was never begun: 'flag'");
  EXPECT_EQ(error_of("«#a»«#b»«/a»«/b»", {{"a", true}, {"b", true}}),
            "end of a section that was never begun: 'a'");
}

TEST_F(TemplateTest, AValueIsAText) {
  for (const json& value : {json(true), json(7), json(nullptr), json::array(), json::object()})
    EXPECT_EQ(error_of("«x»", {{"x", value}}), "'x' is not a text") << value;
  EXPECT_EQ(error_of("«#x»a«/x»", {{"x", "text"}}), "'x' is a text, not a section");
}

TEST_F(TemplateTest, TagsThatMustacheHasAndWeHaveNotAreErrors) {
  for (const char* tag : {"«>part»", "«&x»", "«{x}»", "«=a b=»", "« x »"})
    EXPECT_EQ(rendered(std::string{"a"} + tag, {{"x", "1"}}), "") << tag;
}

TEST_F(TemplateTest, ABlockIsIndentedAsItsTagAndLeavesNoLineWhenEmpty) {
  EXPECT_EQ(rendered("{\n  «x»\n}\n", {{"x", "a\n\nb"}}), "{\n  a\n\n  b\n}\n");
  EXPECT_EQ(rendered("{\n  «x»\n}\n", {{"x", ""}}), "{\n}\n");
  EXPECT_EQ(rendered("«x»\n«x»\n", {{"x", "a\n"}}), "a\n\na\n\n");
  EXPECT_EQ(rendered("  «x»;\n", {{"x", "a\nb"}}), "  a\nb;\n");  // no block: not alone
  EXPECT_EQ(rendered("  «x»", {{"x", "a\nb"}}), "  a\n  b\n");
}

TEST_F(TemplateTest, SectionsAndCommentsLeaveNoLines) {
  const json view = {{"on", true}, {"off", false}, {"list", {{{"x", "1"}}, {{"x", "2"}}}}};
  EXPECT_EQ(rendered("«! said »\na\n«#on»\nb\n«/on»\n«#off»\nc\n«/off»\nd\n", view), "a\nb\nd\n");
  EXPECT_EQ(rendered("«#list»\n  «x»\n«/list»\n«^off»\nno\n«/off»\n", view), "  1\n  2\nno\n");
  EXPECT_EQ(rendered("«#list»«x», «/list».", view), "1, 2, .");
}

TEST_F(TemplateTest, ALineIsBrokenWhereItHasToBe) {
  const auto call = [&](const std::string& first, const std::string& second) {
    return rendered("  call(«~»«first», «~»«second»);\n", {{"first", first}, {"second", second}});
  };
  const std::string long_name(60, 'a');
  EXPECT_EQ(call("a", "«~»"), "  call(a, «~»);\n");
  EXPECT_EQ(call(long_name, std::string(29, 'b')),
            "  call(" + long_name + ", " + std::string(29, 'b') + ");\n")
      << "exactly 100 columns";
  EXPECT_EQ(call(long_name, std::string(30, 'b')),
            "  call(\n      " + long_name + ", " + std::string(30, 'b') + ");\n");
  EXPECT_EQ(call(long_name, long_name), "  call(" + long_name + ",\n      " + long_name + ");\n")
      << "no line is left that would hold both";
  EXPECT_EQ(call(long_name + long_name, "b"),
            "  call(\n      " + long_name + long_name + ",\n      b);\n")
      << "a word that fits nowhere stands alone";
  EXPECT_EQ(error_of("«~x»", json::object()), "the view has no '~x'");
}

TEST_F(TemplateTest, ALineStandsIfTheFileHasItsName) {
  const std::string text =
      "#pragma\n\n#include <cstdint>«? std::int*»\n#include <string>«? std::string»\n\n«type» x;\n";
  EXPECT_EQ(rendered(text, {{"type", "std::string"}}),
            "#pragma\n\n#include <string>\n\nstd::string x;\n");
  EXPECT_EQ(rendered(text, {{"type", "std::int16_t"}}),
            "#pragma\n\n#include <cstdint>\n\nstd::int16_t x;\n");
  EXPECT_EQ(rendered(text, {{"type", "std::string_view"}}), "#pragma\n\nstd::string_view x;\n")
      << "another name; the empty lines around what is gone become one";
  EXPECT_EQ(rendered("x«? c»\na\n\n\nb\n", json::object()), "a\n\n\nb\n") << "others stay";
}

TEST_F(TemplateTest, AFileThatIsNoTemplateOfOursIsAnError) {
  ASSERT_FALSE(base::write_file(folder / "enums.hpp.mustache", ""));
  base::Sources sources;
  base::Diagnostics diagnostics;
  Templates templates = Templates::embedded();
  templates.replace_from(folder.string(), sources, diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].code, "unknown-template");
  EXPECT_EQ(diagnostics.all()[0].hint, "did you mean 'enum.hpp.mustache'?");
}

// The design's bound: a template lays out, it does not decide.
TEST(OurTemplates, SteerOnAtMost15PercentOfTheirLines) {
  const Templates templates = Templates::embedded();
  EXPECT_EQ(templates.all().size(), 37U);
  for (const auto& [name, text] : templates.all()) {
    std::size_t lines = 0;
    std::size_t steering = 0;
    for (const std::string& line : base::split_lines(text)) {
      if (base::starts_with(line, "«!")) continue;
      ++lines;
      for (const char* tag : {"«#", "«^", "«/"})
        if (line.find(tag) != std::string::npos) {
          ++steering;
          break;
        }
    }
    EXPECT_LE(steering * 100, lines * 15) << name << ": " << steering << " of " << lines;
  }
}

}  // namespace
}  // namespace tenon::emit
