print("bifrost")
