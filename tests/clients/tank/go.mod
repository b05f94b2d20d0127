module wavetank.test/tank

go 1.24
