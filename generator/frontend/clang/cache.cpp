#include "frontend/clang/cache.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "base/files.hpp"
#include "base/hash.hpp"
#include "frontend/clang/libclang.hpp"
#include "frontend/clang/lookups.hpp"
#include "frontend/clang/record.hpp"
#include "frontend/clang/resource_dir.hpp"

namespace tenon::frontend::clang {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hash_size = 64;
constexpr std::size_t most_files = 100;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// This very program: another build of the same version may read another Draft.
std::string program(const std::string& version) {
  std::error_code ignored;
  const fs::path file = fs::read_symlink("/proc/self/exe", ignored);
  const auto changed = fs::last_write_time(file, ignored).time_since_epoch().count();
  return version + " " + std::to_string(fs::file_size(file, ignored)) + " " +
         std::to_string(changed) + " " + compiler_version();
}

// Everything but the headers themselves that a reading depends on.
std::string key_of(const std::vector<std::string>& headers, const Options& options,
                   const std::string& version) {
  std::error_code ignored;
  RecordWriter key;
  key(program(version), headers, options.include_dirs, options.build_include_dirs, options.defines,
      options.standard,
      fs::absolute(options.project_dir.empty() ? "." : options.project_dir, ignored).string(),
      options.use_real_headers, find_resource_dir());
  for (const char* name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"}) key(environment(name));
  return key.bytes();
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// What a reading depends on, besides the key.
struct Footprint {
  std::vector<std::pair<std::string, std::string>> files;  // path, hash of the content
  std::vector<std::pair<std::string, bool>> places;        // path, whether a file is there
};

std::optional<Footprint> footprint_of(const Result& result, const Options& options) {
  Footprint footprint;
  Lookups lookups;
  for (const std::string& path : result.opened_files) {
    std::error_code error;
    const std::string text = base::read_file(path, error);
    if (error) return std::nullopt;
    footprint.files.emplace_back(path, base::sha256(text));
    lookups.add(path, text);
  }
  std::vector<std::string> folders;
  for (const auto* list : {&options.include_dirs, &options.build_include_dirs})
    for (const std::string& folder : *list)
      folders.push_back((fs::path{options.project_dir} / folder).lexically_normal().string());
  const auto candidates = lookups.candidates(folders);
  if (!candidates) return std::nullopt;
  for (const std::string& path : *candidates) footprint.places.emplace_back(path, is_file(path));
  return footprint;
}

bool still_holds(const Footprint& footprint) {
  const bool same_places =
      std::all_of(footprint.places.begin(), footprint.places.end(),
                  [](const auto& place) { return is_file(place.first) == place.second; });
  return same_places && std::all_of(footprint.files.begin(), footprint.files.end(), [](auto& file) {
           std::error_code error;
           const std::string text = base::read_file(file.first, error);
           return !error && base::sha256(text) == file.second;
         });
}

// Spans name a source by the order in which the reading added it, whatever was added before.
struct Reading {
  Footprint footprint;
  std::vector<std::pair<std::string, std::string>> sources;  // path as shown, text
  std::vector<base::Diagnostic> diagnostics;
  Result result;
};

template <class Archive>
void members(Archive& archive, Is<Footprint> auto& value) {
  auto& [files, places] = value;
  archive(files, places);
}
template <class Archive>
void members(Archive& archive, Is<Reading> auto& value) {
  auto& [footprint, sources, diagnostics, result] = value;
  archive(footprint, sources, diagnostics, result);
}

Result deliver(Reading reading, base::Sources& sources, base::Diagnostics& diagnostics) {
  std::vector<int> numbers;
  for (auto& [path, text] : reading.sources)
    numbers.push_back(sources.add(std::move(path), std::move(text)));
  SpanMover{std::move(numbers)}(reading.diagnostics, reading.result.draft);
  for (base::Diagnostic& one : reading.diagnostics) diagnostics.add(std::move(one));
  return std::move(reading.result);
}

// The file: the hash of what follows, then the key, then the reading.
std::optional<Reading> load(const fs::path& path, const std::string& key) {
  std::error_code error;
  const std::string text = base::read_file(path, error);
  if (error || text.size() < hash_size) return std::nullopt;
  const std::string_view bytes = std::string_view{text}.substr(hash_size);
  if (base::sha256(bytes) != text.substr(0, hash_size)) return std::nullopt;
  RecordReader record{bytes};
  std::string its_key;
  Reading reading;
  record(its_key, reading);
  if (!record.is_complete() || its_key != key || !still_holds(reading.footprint))
    return std::nullopt;
  reading.result.is_cached = true;
  return reading;
}

void remove_oldest(const fs::path& folder) {
  std::error_code ignored;
  std::multimap<fs::file_time_type, fs::path> files;
  for (fs::directory_iterator one{folder, ignored}, end; one != end; one.increment(ignored))
    if (one->path().extension() == ".reading")
      files.emplace(one->last_write_time(ignored), one->path());
  for (auto oldest = files.begin(); files.size() > most_files; oldest = files.erase(oldest))
    fs::remove(oldest->second, ignored);
}

void store(const fs::path& path, const std::string& key, const Reading& reading) {
  RecordWriter record;
  record(key, reading);
  // The user only waits longer next time when this fails.
  if (base::write_file(path, base::sha256(record.bytes()) + record.bytes())) return;
  remove_oldest(path.parent_path());
}

}  // namespace

std::string cache_folder() {
  const auto inside = [](const std::string& folder, const char* below) {
    return fs::path{folder}.is_absolute() ? (fs::path{folder} / below).string() : std::string{};
  };
  if (const std::string chosen = environment("TENON_CACHE_DIR"); !chosen.empty())
    return inside(chosen, "");
  if (std::string caches = inside(environment("XDG_CACHE_HOME"), "tenon"); !caches.empty())
    return caches;
  return inside(environment("HOME"), ".cache/tenon");
}

Result read_cached(const std::vector<std::string>& headers, const Options& options,
                   const Cache& cache, base::Sources& sources, base::Diagnostics& diagnostics) {
  const std::string key = key_of(headers, options, cache.version);
  const fs::path path = fs::path{cache.folder} / (base::sha256(key) + ".reading");
  if (auto known = load(path, key)) return deliver(std::move(*known), sources, diagnostics);
  base::Sources own;
  base::Diagnostics found;
  Reading reading;
  reading.result = read(headers, options, own, found);
  reading.diagnostics = found.all();
  for (int number = 0; number < own.size(); ++number)
    reading.sources.emplace_back(own.path(number), own.text(number));
  if (reading.result.is_whole)
    if (auto footprint = footprint_of(reading.result, options)) {
      reading.footprint = std::move(*footprint);
      store(path, key, reading);
    }
  return deliver(std::move(reading), sources, diagnostics);
}

}  // namespace tenon::frontend::clang
