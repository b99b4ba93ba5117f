#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("Tenon_History")]] A {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::column("tableoid")]] int a = 0;
  [[tenon::column("cmin")]] int b = 0;
  [[tenon::column("xmax")]] int c = 0;
  [[tenon::column("cmax")]] int d = 0;
  [[tenon::column("ctid")]] int e = 0;
  [[tenon::column("a\x7f")]] int f = 0;
  [[tenon::column("a\nb")]] int g = 0;
  [[tenon::was("")]] int h = 0;
};

struct [[tenon::table("SQLITE_a", ""), tenon::was("a\tb"), tenon::index(x, name(""))]] B {
  [[tenon::primary_key]] std::int64_t id{};
  int x = 0;
};
