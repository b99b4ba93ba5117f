// Texts that mean something in C++, SQL, templates, shells or our own files: wherever a model may
// hold text, each of them is data.
#pragma once

#include <string>
#include <vector>

namespace tenon::test {

inline const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> texts = {
      "*/ int x; /*",
      "// \"quoted\" 'single'",
      ")\" )sql\" )sql2\" R\"sql(",
      "ends with a backslash \\",
      "ends with a trigraph ?\?/",
      "two\nlines \\\nand a third ?\?/\n",
      "100 %s %d %n {} {0} {{x}} {{1}} «x» «#list» «/list» «",
      "${HOME} $(id) `id` #define X #include <x>",
      "\x01\x02\x1b[31m\x7f\b\f\v",
      "tab\tCRLF\r\nCR\rLF\n.",
      "\\n \\0 \\x41 \\u0041 \\",
      "ü 😀 \u2028 \u202e \ufeff end",
      "R\"(a)\" u8\"b\" L'c' 0x1p3 1'000",
      "]] [[ << >> -> #if 0\n#endif\n#error x",
      "1" + std::string(10'000, '"') + "2",
      "'); drop table things; --",
      "$$ $1 $x$ ?1 :a @b $tag$ E'\\n' U&'\\0041' x'41'",
      "-- tenon: statement group=7 no-transaction\nselect 1;\n-- tenon: accept loses_data: no",
      "/* -- */ ; ; null '' quotes ' \\n;",
  };
  return texts;
}

}  // namespace tenon::test
