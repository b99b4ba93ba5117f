#include "command/database.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <tenon/error.hpp>
#include <tenon/url.hpp>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tenon::command {
namespace {

constexpr std::string_view relative_sqlite = "sqlite:///";

/// A file name as a part of a URL.
std::string encoded(const std::string& path) {
  std::string text = base::replace_all(path, "%", "%25");
  return base::replace_all(base::replace_all(text, "?", "%3F"), "#", "%23");
}

std::string below_project(const std::string& url, const Project& project) {
  const bool is_relative = base::starts_with(url, relative_sqlite) &&
                           url.size() > relative_sqlite.size() &&
                           url[relative_sqlite.size()] != '/';
  if (!is_relative) return url;
  return std::string{relative_sqlite} + encoded(project.folder.string()) + "/" +
         url.substr(relative_sqlite.size());
}

std::string from_env_file(const Project& project) {
  std::error_code error;
  const std::string text = base::read_file(project.folder / ".env", error);
  for (const std::string& line : base::split_lines(text)) {
    const std::string_view trimmed = base::trim(line);
    if (!base::starts_with(trimmed, "DATABASE_URL=")) continue;
    std::string_view value = trimmed.substr(13);
    const bool is_quoted =
        value.size() > 1 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
    if (is_quoted) value = value.substr(1, value.size() - 2);
    return std::string{value};
  }
  return {};
}

}  // namespace

std::string database_url(const Options& options, const Project& project) {
  if (options.has("database")) return options.value("database");
  const char* const from_environment = std::getenv("DATABASE_URL");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  const std::string from_file = from_env_file(project);
  if (!from_file.empty()) return below_project(from_file, project);
  if (!project.database.empty()) return below_project(project.database, project);
  throw Failure{user_error, "no database is named",
                "set \"database\" in " + project.file + ", DATABASE_URL, or --database URL"};
}

std::string same_database(const Options& options) {
  if (!options.has("database")) return {};
  return " --database \"" + Url::parse(options.value("database")).masked() + "\"";
}

std::string reading_url(const std::string& url) {
  if (!base::starts_with(url, "sqlite:")) return url;
  const std::filesystem::path file = Url::parse(url).path;
  if (file.empty()) return url;
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::absolute(file, error).parent_path();
  const bool is_new = !std::filesystem::exists(file, error) && !error &&
                      std::filesystem::is_directory(folder, error);
  return is_new ? "sqlite://" : url;
}

const std::string& existing_url(const std::string& url) {
  if (reading_url(url) != url)
    throw Failure{environment, "there is no database " + Url::parse(url).masked(),
                  "name one that exists"};
  return url;
}

EngineOptions reading() {
  EngineOptions options;
  options.read_only = true;
  return options;
}

migrate::Store load_store(const Project& project, Workspace& workspace, migrate::Reading reading) {
  migrate::Store store =
      migrate::read_store(project.folder / project.migrations, project.migrations,
                          workspace.sources, workspace.diagnostics, reading);
  workspace.stop_on_errors();
  return store;
}

namespace {

/// What to look at when there is no connection. The server's own words are in English where it
/// speaks so; of others the general hint is right, too.
std::string hint_for_address(const std::string& url, const std::string& message) {
  const auto says = [&](const char* text) { return message.find(text) != std::string::npos; };
  if (base::starts_with(url, "sqlite:"))
    return "see whether the folder exists and may be written to";
  if (says("FATAL:  database \"") && says("does not exist"))
    return "make it with createdb, or name another (--database, DATABASE_URL, .env, tenon.json)";
  if (says("password authentication failed") || says("no password supplied"))
    return "the password stands in the URL: postgresql://user:password@host:port/database";
  return "see whether the server runs there, and whether host, port, user and database are right "
         "(--database, DATABASE_URL, .env, tenon.json)";
}

}  // namespace

void report_database(const std::string& url) {
  try {
    throw;
  } catch (const Error& error) {
    const bool is_other_file = error.kind() == ErrorKind::environment &&
                               std::string_view{error.what()} == "file is not a database";
    if (is_other_file) {
      throw Failure{environment, Url::parse(url).masked() + " is not a SQLite database",
                    "name another file (--database, DATABASE_URL, .env, tenon.json), or move this "
                    "one away"};
    }
    const bool is_away =
        error.kind() == ErrorKind::environment || error.kind() == ErrorKind::connection_lost;
    if (!is_away || !error.statement().empty()) throw;
    std::string message = error.what();
    if (base::starts_with(message, "database URL")) {
      throw Failure{user_error, message,
                    "a URL is sqlite:///file.db or postgresql://user:password@host:port/database"};
    }
    const std::string shown = Url::parse(url).masked();
    if (message.find(shown) == std::string::npos) {
      message = "no connection to " + shown + ": " + message;
    }
    throw Failure{environment, message, hint_for_address(url, message)};
  }
}

}  // namespace tenon::command
