// tenon generate: writes the data layer, or says how the one that is checked in differs.
#include <iostream>

#include "base/files.hpp"
#include "base/text.hpp"
#include "command/data_layer.hpp"
#include "command/project.hpp"

namespace tenon::command {
namespace {

emit::Templates templates_for(const Options& options, Workspace& workspace) {
  emit::Templates templates = emit::Templates::embedded();
  std::error_code error;
  if (options.has("templates") && !std::filesystem::is_directory(options.value("templates"), error))
    throw Failure{user_error, "'" + options.value("templates") + "' is no folder of templates",
                  "`tenon templates --export DIR` writes the built-in ones"};
  if (options.has("templates"))
    templates.replace_from(options.value("templates"), workspace.sources, workspace.diagnostics);
  workspace.stop_on_errors();
  return templates;
}

void write_or_fail(const std::string& path, const std::string& text) {
  if (const std::error_code error = base::write_file(path, text))
    throw Failure{environment, "cannot write '" + path + "': " + error.message(), ""};
}

/// A space in a path of a dependency file is escaped, and a dollar sign doubled (GNU make
/// manual, 4.3).
std::string make_name(const std::string& path) {
  return base::replace_all(base::replace_all(path, "$", "$$"), " ", "\\ ");
}

/// What a build system has to watch: models and everything that libclang opened, templates,
/// revisions.
void write_depfile(const Options& options, const Project& project, const Models& models) {
  if (!options.has("depfile")) return;
  std::vector<std::string> inputs = models.opened_files;
  const auto add = [&](const std::filesystem::path& folder, const std::string& pattern) {
    std::error_code error;
    for (const std::string& path : base::glob(folder, pattern, error))
      inputs.push_back((folder / path).string());
  };
  add(project.folder / project.migrations, "**/*");
  add(project.folder / project.output, "*");
  add(project.folder / project.output / "testing", "*");
  if (options.has("templates"))
    add(std::filesystem::absolute(options.value("templates")), "*.mustache");
  std::string text = make_name(options.value("stamp", "tenon")) + ":";
  for (const std::string& input : inputs) text += " \\\n  " + make_name(input);
  write_or_fail(options.value("depfile"), text + "\n");
}

const char* describe(emit::Difference::Kind kind) {
  switch (kind) {
    case emit::Difference::Kind::missing:
      return "is missing";
    case emit::Difference::Kind::differs:
      return "differs";
    case emit::Difference::Kind::stale:
      return "is no longer generated";
  }
  return "";
}

int compare(const Options& options, const Project& project, const std::vector<emit::File>& files) {
  const std::vector<emit::Difference> differences =
      emit::compare((project.folder / project.output).string(), files);
  for (const emit::Difference& difference : differences) {
    std::cerr << project.output << "/" << difference.path << " " << describe(difference.kind)
              << "\n"
              << difference.diff;
  }
  if (differences.empty()) return fine;
  std::cerr << "error: " << project.output << "/ is not what the models say (" << differences.size()
            << (differences.size() == 1 ? " file" : " files") << ")\n"
            << "hint: run: " << options.value("update-command", "tenon generate") << "\n";
  return finding;
}

int write(const Options& options, const Project& project, const std::vector<emit::File>& files,
          Workspace& workspace) {
  const emit::Written written = emit::write((project.folder / project.output).string(), files,
                                            options.has("force"), workspace.diagnostics);
  workspace.stop_on_errors();
  workspace.print();
  for (const std::string& path : written.changed)
    std::cout << project.output << "/" << path << "\n";
  for (const std::string& path : written.removed)
    std::cout << project.output << "/" << path << " (removed)\n";
  std::cerr << written.changed.size() << " written, " << written.removed.size() << " removed, "
            << written.unchanged << " unchanged\n";
  return fine;
}

}  // namespace

int run_generate(const Arguments& arguments) {
  const Usage usage{
      "generate",
      "Writes the data layer that the models describe. Prints the files that changed; those that "
      "did\n"
      "not are left alone. Nothing is written when there is an error.",
      "",
      {{"check", "write nothing; exit 1 with a short difference when the output is not up to date",
        Option::Kind::flag, ""},
       {"force", "overwrite generated files that were edited by hand", Option::Kind::flag, ""},
       {"templates", "use the templates in this folder instead of the built-in ones of their names",
        Option::Kind::value, "DIR"},
       {"depfile", "write the inputs as a dependency file for make or ninja", Option::Kind::value,
        "FILE"},
       {"stamp", "touch this file when all is well; the target of the dependency file",
        Option::Kind::value, "FILE"},
       {"compile-commands", "take include folders and defines from the compilation database there",
        Option::Kind::value, "DIR"},
       {"update-command", "what --check tells people to run", Option::Kind::value, "TEXT"},
       cache_option()},
      {"tenon generate", "tenon generate --check"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const emit::Templates templates = templates_for(options, workspace);
  const Models models = read_models(project, workspace);
  const std::vector<emit::File> files = data_layer(project, models, templates, workspace);
  const int result = options.has("check") ? compare(options, project, files)
                                          : write(options, project, files, workspace);
  if (result == fine) {
    write_depfile(options, project, models);
    if (options.has("stamp")) write_or_fail(options.value("stamp"), "");
  }
  return result;
}

int run_templates(const Arguments& arguments) {
  const Usage usage{
      "templates",
      "Writes the built-in templates into a folder, to be changed and given to\n"
      "`tenon generate --templates DIR`. Files that are there already stay as they are.",
      "",
      {{"export", "the folder", Option::Kind::value, "DIR"}},
      {"tenon templates --export my-templates"}};
  const Options options = parse(usage, arguments);
  if (!options.has("export"))
    throw Failure{user_error, "no folder is named", "say where to: tenon templates --export DIR"};
  const std::filesystem::path folder = options.value("export");
  const emit::Templates templates = emit::Templates::embedded();
  for (const auto& [name, text] : templates.all()) {
    std::error_code unknown;  // a file that cannot be looked at cannot be written either
    if (std::filesystem::exists(folder / name, unknown)) {
      std::cerr << "kept: " << (folder / name).string() << "\n";
      continue;
    }
    write_or_fail((folder / name).string(), text);
    std::cout << (folder / name).string() << "\n";
  }
  return fine;
}

}  // namespace tenon::command
