# make report   the main job: installs the package and assesses the embedded data (first screen, and report.html)
# make test     all the tests, C++ and Python
# make help     this text
# make docs     the documentation site, in build/docs/index.html (needs doxygen); make gallery draws its pictures
# make lint | format | notebook | bench | clean
# make fuzz     fuzzes for SECONDS=3600 a group of targets; needs clang
#
# Works in .venv, as an ordinary user. Needs a C++20 compiler, Python >= 3.10 and make; CMake, Ninja, Eigen and the
# Boost headers come from the system where present, else from PyPI.
#
# PYTHON=python3.12   another Python            JOBS=4          compiler processes
# DEPS=wheels         nothing from the system   CMAKE_ARGS=...  more arguments for CMake

PYTHON ?= python3
VENV ?= .venv
BUILD ?= build
DEPS ?= auto
JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)
CMAKE_ARGS ?=

SHELL := /bin/sh
BIN := $(abspath $(VENV))/bin
export PATH := $(BIN):$(PATH)
export CMAKE_ARGS
export CMAKE_BUILD_PARALLEL_LEVEL := $(JOBS)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH PYTHONHOME

ifeq ($(DEPS),wheels)
WHEELS := -DREEINDEX_PREFER_WHEELS=ON
WHEELS_PIP := -C cmake.define.REEINDEX_PREFER_WHEELS=ON
endif
# Not isolated, so that a second run compiles only what changed.
PROGRESS = "$(BIN)/python" tools/progress.py --times $(BUILD)/times.json
INSTALL_LOUD = "$(BIN)/python" -m pip install -v --no-build-isolation -C build-dir=$(BUILD)/python $(WHEELS_PIP)
INSTALL = "$(BIN)/python" -m pip install -q --no-build-isolation -C build-dir=$(BUILD)/python $(WHEELS_PIP)

.PHONY: help gallery report test test-cpp test-python lint format notebook bench docs fuzz clean venv cpp

report: venv
	@$(PROGRESS) --name "installing reeindex into $(VENV)" --first "about 5 minutes of two cores" -- $(INSTALL_LOUD) ".[report]"
	@"$(BIN)/reeindex" report

help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

# One after the other, also under make -j.
test: venv
	@echo "The first run compiles the library and its tests, 10 to 30 minutes of two cores; later ones only what changed."
	@began=$$(date +%s); $(MAKE) --no-print-directory test-cpp && $(MAKE) --no-print-directory test-python && \
	  echo "make test: $$(( ($$(date +%s) - began + 30) / 60 )) min"

test-cpp: cpp
	ctest --test-dir $(BUILD)/cpp --output-on-failure --no-tests=error -j $(JOBS)

test-python: venv
	$(INSTALL) ".[test]"
	"$(BIN)/python" -m pytest

cpp: venv
	cmake -S . -B $(BUILD)/cpp -G Ninja -DPython_EXECUTABLE="$(BIN)/python" $(WHEELS) $(CMAKE_ARGS)
	cmake --build $(BUILD)/cpp

lint: venv
	$(INSTALL) ".[dev]"
	"$(BIN)/python" tools/lint.py

format: venv
	$(INSTALL) ".[dev]"
	"$(BIN)/python" tools/lint.py --fix

# Runs every notebook source of examples/ and writes the executed notebook beside it.
notebook: venv
	$(INSTALL) ".[notebook]"
	"$(BIN)/python" tools/notebooks.py --write

# The pictures of the gallery, from the embedded data; look at each before you commit it.
gallery: venv
	$(INSTALL) ".[docs]"
	"$(BIN)/python" tools/make_gallery.py

docs: venv
	@command -v doxygen >/dev/null || { echo "make: no doxygen; install it (Debian: apt-get install doxygen)" >&2; exit 1; }
	$(INSTALL) ".[docs]"
	"$(BIN)/python" -m sphinx -E -a -W --keep-going -q -b html docs $(BUILD)/docs
	@echo "$(CURDIR)/$(BUILD)/docs/index.html"

bench: venv
	cmake -S . -B $(BUILD)/bench -G Ninja -DPython_EXECUTABLE="$(BIN)/python" -DREEINDEX_BUILD_TESTS=OFF \
	  -DREEINDEX_BUILD_EXAMPLES=OFF -DREEINDEX_BUILD_BENCHMARKS=ON $(WHEELS) $(CMAKE_ARGS)
	cmake --build $(BUILD)/bench
	$(INSTALL) "."
	"$(BIN)/python" benchmarks/run.py --build $(BUILD)/bench

# Goes on with the corpus of earlier runs in $(BUILD)/fuzz; what fails is in $(BUILD)/fuzz/findings.
FUZZ_CXX ?= clang++-14
SECONDS ?= 3600
GROUPS ?= tables patents fits
fuzz:
	cmake -S tests/fuzz -B $(BUILD)/fuzz -G Ninja -DCMAKE_CXX_COMPILER=$(FUZZ_CXX)
	cmake --build $(BUILD)/fuzz
	bash tests/fuzz/run.sh $(BUILD)/fuzz $(SECONDS) $(GROUPS)

venv:
	@command -v "$(PYTHON)" >/dev/null || { echo "make: no $(PYTHON); name a Python >= 3.10: make PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" tools/bootstrap.py --venv "$(VENV)" --deps $(DEPS)

clean:
	rm -rf $(BUILD) dist "$(VENV)" report.html
