"""The vault: writes change sets and reads whole cases, encrypted; knows mapping only."""
