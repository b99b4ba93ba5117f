// Wall time of the generated repository against raw contenders: `bench_run [flags of Google
// Benchmark]`. The runs of all contenders are interleaved at random, and what is printed at the end
// are ratios of the medians: a machine's noise is larger than most differences.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "data.hpp"
#include "support/test_database.hpp"

namespace tenon::bench {

namespace {

// Undoes what a benchmark inserted, also when it throws.
class Transaction {
 public:
  explicit Transaction(Contender& contender) : contender_(contender) { contender_.begin(); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() { contender_.rollback(); }

  void restart() {
    contender_.rollback();
    contender_.begin();
  }

 private:
  Contender& contender_;
};

void point_select(benchmark::State& state, Contender& contender) {
  const Transaction transaction{contender};
  std::int64_t id = 0;
  for (auto _ : state) {
    id = (id + 7919) % rows;
    benchmark::DoNotOptimize(contender.find(id + 1));
  }
}

void read_all(benchmark::State& state, Contender& contender) {
  const Transaction transaction{contender};
  for (auto _ : state) benchmark::DoNotOptimize(contender.list(rows));
}

void insert(benchmark::State& state, Contender& contender) {
  static const std::vector<blog::UserCreate> users = new_users(1'000'000, 5'000);
  Transaction transaction{contender};
  std::size_t at = 0;
  for (auto _ : state) {
    if (at == users.size()) {
      state.PauseTiming();
      transaction.restart();
      at = 0;
      state.ResumeTiming();
    }
    benchmark::DoNotOptimize(contender.create(users[at++]));
  }
}

void create_many(benchmark::State& state, Contender& contender) {
  static const std::vector<blog::UserCreate> users = new_users(2'000'000, rows);
  Transaction transaction{contender};
  for (auto _ : state) {
    benchmark::DoNotOptimize(contender.create_many(users));
    state.PauseTiming();
    transaction.restart();
    state.ResumeTiming();
  }
}

void bulk_load(benchmark::State& state, Contender& contender) {
  static const std::vector<blog::UserCreate> users = new_users(3'000'000, rows);
  Transaction transaction{contender};
  for (auto _ : state) {
    benchmark::DoNotOptimize(contender.bulk_load(users));
    state.PauseTiming();
    transaction.restart();
    state.ResumeTiming();
  }
}

struct Work {
  const char* name;
  void (*run)(benchmark::State&, Contender&);
};

constexpr Work works[] = {{"point_select", point_select},
                          {"read_10000", read_all},
                          {"insert", insert},
                          {"create_many_10000", create_many},
                          {"bulk_load_10000", bulk_load}};

// Keeps the medians, in nanoseconds.
class Medians : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) throw std::runtime_error(run.error_message);
      if (run.aggregate_name == "median") {
        found_[run.run_name.function_name] = run.GetAdjustedRealTime();
      }
    }
  }
  double of(const std::string& name) const {
    const auto found = found_.find(name);
    return found == found_.end() ? 0 : found->second;
  }

 private:
  std::map<std::string, double> found_;
};

struct Place {
  std::string name;
  std::vector<Named> contenders;
};

void print(const Place& place, const Medians& medians) {
  for (const Work& work : works) {
    const auto median = [&](const Named& each) {
      return medians.of(place.name + "/" + work.name + "/" + each.name);
    };
    const double raw = median(place.contenders[1]);
    if (raw == 0) continue;  // not run: a filter was given
    std::printf("%-11s %-18s", place.name.c_str(), work.name);
    for (const Named& each : place.contenders) {
      const double time = median(each);
      if (time != 0) {
        std::printf("  %s %.2f (%.1f us)", each.name.c_str(), time / raw, time / 1000);
      }
    }
    std::printf("\n");
  }
}

// The contender that is shown for information differs from the raw one only where it inserts.
bool is_wanted(const Place& place, std::size_t contender, const Work& work) {
  if (contender < 2) return true;
  return work.run == create_many || (work.run == insert && place.name == "sqlite");
}

int run(int argc, char** argv) {
  std::vector<char*> arguments{argv, argv + argc};
  std::string defaults[] = {"--benchmark_enable_random_interleaving=true",
                            "--benchmark_repetitions=11", "--benchmark_min_time=0.2"};
  for (std::string& each : defaults) arguments.insert(arguments.begin() + 1, each.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());

  const test::TestDatabase sqlite{Dialect::sqlite};
  const test::TestDatabase postgresql{Dialect::postgresql};
  fill(Dialect::sqlite, sqlite.url());
  fill(Dialect::postgresql, postgresql.url());
  std::vector<Place> places;
  places.push_back({"postgresql", contenders(Dialect::postgresql, postgresql.url())});
  places.push_back({"sqlite", contenders(Dialect::sqlite, sqlite.url())});
  for (Place& place : places) {
    check_same_work(place.contenders);
    for (const Work& work : works) {
      for (std::size_t i = 0; i < place.contenders.size(); ++i) {
        if (!is_wanted(place, i, work)) continue;
        const std::string name = place.name + "/" + work.name + "/" + place.contenders[i].name;
        Contender& contender = *place.contenders[i].contender;
        benchmark::RegisterBenchmark(name.c_str(), [&work, &contender](benchmark::State& state) {
          work.run(state, contender);
        })->UseRealTime();
      }
    }
  }
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  std::printf("wall time as a ratio to raw (median of one run)\n");
  for (const Place& place : places) print(place, medians);
  return 0;
}

}  // namespace
}  // namespace tenon::bench

int main(int argc, char** argv) {
  try {
    return tenon::bench::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_run: %s\n", error.what());
    return 1;
  }
}
