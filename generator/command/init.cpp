// tenon init: a project file and the two folders that it names.
#include <filesystem>
#include <iostream>
#include <system_error>

#include "base/files.hpp"
#include "command/failure.hpp"
#include "command/options.hpp"

namespace tenon::command {
namespace {

constexpr const char* project_text = R"({
  "models": ["models/*.hpp", "models/*.json"],
  "output": "generated",
  "migrations": "migrations",
  "dialects": ["sqlite", "postgresql"],
  "database": "sqlite:///app.db",
  "clang": {"include": ["models"]}
}
)";

}  // namespace

int run_init(const Arguments& arguments) {
  const Usage usage{"init",
                    "Writes tenon.json, models/ and migrations/ into the current folder.",
                    "",
                    {},
                    {"tenon init"}};
  parse(usage, arguments);
  std::error_code error;
  if (std::filesystem::exists("tenon.json", error)) {
    throw Failure{user_error, "there is a tenon.json in this folder already", ""};
  }
  std::filesystem::create_directories("models", error);
  if (!error) std::filesystem::create_directories("migrations", error);
  if (!error) error = base::write_file("tenon.json", project_text);
  if (error) throw Failure{environment, "cannot write here: " + error.message(), ""};
  std::cerr << "wrote tenon.json, models/, migrations/\n"
               "next: describe a table in models/ (`tenon help annotations` lists the words),\n"
               "then `tenon generate`, `tenon revision -m \"first tables\"`, `tenon upgrade`\n";
  return fine;
}

}  // namespace tenon::command
