// One kind of work, a given number of times, for a run under callgrind:
// `bench_instructions URL fill`, then `bench_instructions URL CONTENDER WORK TIMES`. What a single
// one costs is the difference of two runs with different TIMES; instructions.sh takes it.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include "data.hpp"

namespace tenon::bench {

namespace {

// Rows of one list or one batch.
constexpr std::int64_t part = 1'000;

void run(Contender& contender, std::string_view work, std::int64_t times) {
  // Made before the count of instructions can depend on it: both runs make the same ones.
  const std::vector<blog::UserCreate> users = new_users(1'000'000, 20'000);
  std::vector<std::vector<blog::UserCreate>> parts;
  for (auto first = users.begin(); first != users.end(); first += part)
    parts.emplace_back(first, first + part);
  contender.begin();
  std::int64_t seen = 0;
  if (work == "find") {
    for (std::int64_t i = 0; i < times; ++i) seen += contender.find(i % rows + 1)->id;
  } else if (work == "list") {
    for (std::int64_t i = 0; i < times; ++i) {
      seen += static_cast<std::int64_t>(contender.list(part).size());
    }
  } else if (work == "create") {
    for (std::int64_t i = 0; i < times; ++i) {
      seen += contender.create(users[static_cast<std::size_t>(i)]).id;
    }
  } else if (work == "create_many") {
    for (std::int64_t i = 0; i < times; ++i)
      seen += contender.create_many(parts[static_cast<std::size_t>(i)]).back().id;
  } else if (work == "bulk_load") {
    for (std::int64_t i = 0; i < times; ++i)
      seen += contender.bulk_load(parts[static_cast<std::size_t>(i)]);
  } else {
    throw std::runtime_error("unknown work");
  }
  contender.rollback();
  if (seen == 0) throw std::runtime_error("nothing was done");
}

int main_of(int argc, char** argv) {
  if (argc != 3 && argc != 5)
    throw std::runtime_error("usage: URL fill | URL CONTENDER WORK TIMES");
  const std::string url = argv[1];
  const Dialect dialect = url.starts_with("sqlite") ? Dialect::sqlite : Dialect::postgresql;
  if (argc == 3) {
    fill(dialect, url);
    return 0;
  }
  for (const Named& each : contenders(dialect, url)) {
    if (each.name != argv[2]) continue;
    run(*each.contender, argv[3], std::atoll(argv[4]));
    return 0;
  }
  throw std::runtime_error("unknown contender");
}

}  // namespace
}  // namespace tenon::bench

int main(int argc, char** argv) {
  try {
    return tenon::bench::main_of(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_instructions: %s\n", error.what());
    return 1;
  }
}
